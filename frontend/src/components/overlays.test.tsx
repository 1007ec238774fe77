import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { ProblemError } from "@/api/problem";
import { show } from "@/test/render";
import { Button } from "./Button";
import { CommandDialog, CommandItem } from "./CommandDialog";
import { ConfirmDialog } from "./ConfirmDialog";
import { Dialog } from "./Dialog";
import { Menu } from "./Menu";
import { Popover } from "./Popover";
import { Sheet } from "./Sheet";
import { Tabs } from "./Tabs";
import { Toaster, toast } from "./Toast";

it("a dialog focuses its first field and closes with Escape", async () => {
  const change = vi.fn();
  const { user } = show(
    <Dialog open onOpenChange={change} title="新建客户">
      <input aria-label="名称" />
    </Dialog>,
  );
  expect(screen.getByRole("dialog", { name: "新建客户" })).toBeVisible();
  expect(screen.getByLabelText("名称")).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(change).toHaveBeenCalledWith(false);
});

it("a sheet is named and can be closed", async () => {
  const change = vi.fn();
  const { user } = show(
    <Sheet open onOpenChange={change} title="联系人">
      <p>…</p>
    </Sheet>,
  );
  await user.click(screen.getByRole("button", { name: "关闭" }));
  expect(change).toHaveBeenCalledWith(false);
});

it("a confirmation stays open with the reason when the server refuses", async () => {
  const refuse = () => Promise.reject(new ProblemError({ title: "还有进行中的项目", status: 409, code: "conflict" }));
  const change = vi.fn();
  const { user } = show(
    <ConfirmDialog
      open
      onOpenChange={change}
      title="删除客户？"
      consequence="3 个联系人一并删除"
      confirm="删除"
      onConfirm={refuse}
    />,
  );
  await user.click(screen.getByRole("button", { name: "删除" }));
  expect(await screen.findByText("还有进行中的项目")).toBeVisible();
  expect(change).not.toHaveBeenCalled();
});

it("a menu is walked by arrows", async () => {
  const chosen = vi.fn();
  const { user } = show(
    <Menu
      trigger={<Button>更多</Button>}
      groups={[
        {
          items: [
            { label: "编辑", onSelect: () => {} },
            { label: "归档", onSelect: chosen },
          ],
        },
      ]}
    />,
  );
  screen.getByRole("button", { name: "更多" }).focus();
  await user.keyboard("{Enter}");
  await screen.findByRole("menuitem", { name: "编辑" });
  await user.keyboard("{ArrowDown}{Enter}");
  expect(chosen).toHaveBeenCalled();
});

it("a popover opens at its trigger and is named", async () => {
  const { user } = show(
    <Popover label="筛选" trigger={<Button>行业</Button>}>
      <input aria-label="找行业" />
    </Popover>,
  );
  await user.click(screen.getByRole("button", { name: "行业" }));
  expect(await screen.findByRole("dialog", { name: "筛选" })).toBeVisible();
});

it("tabs change with arrows", async () => {
  function Both() {
    const [tab, setTab] = useState("a");
    return (
      <Tabs
        label="客户"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "a", label: "概览", content: "一" },
          { value: "b", label: "时间线", content: "二" },
        ]}
      />
    );
  }
  const { user } = show(<Both />);
  await user.click(screen.getByRole("tab", { name: "概览" }));
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("tabpanel", { name: "时间线" })).toHaveTextContent("二");
});

it("a command runs by Enter", async () => {
  const run = vi.fn();
  const { user } = show(
    <CommandDialog label="搜索" placeholder="…" text="" onText={() => {}} onClose={() => {}}>
      <CommandItem value="one" title="去客户" onRun={run} />
    </CommandDialog>,
  );
  await user.keyboard("{Enter}");
  expect(run).toHaveBeenCalled();
});

it("the first toast loads the toaster and loses nothing", async () => {
  show(<Toaster />);
  toast.problem({ title: "已被别人改过", status: 412, code: "stale", request_id: "r-7" });
  expect(await screen.findByText("已被别人改过", {}, { timeout: 3000 })).toBeVisible();
  expect(screen.getByText("请求编号 r-7")).toBeVisible();
});
