import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { show } from "@/test/render";
import { Avatar } from "./Avatar";
import { Badge } from "./Badge";
import { Board } from "./Board";
import { Breadcrumbs } from "./Breadcrumbs";
import { Card } from "./Card";
import { Chart } from "./Chart";
import { EmptyState } from "./EmptyState";
import { ErrorState } from "./ErrorState";
import { Kbd } from "./Kbd";
import { Meter } from "./Meter";
import { SkeletonLines } from "./Skeleton";
import { Sparkline } from "./Sparkline";
import { StatTile } from "./StatTile";
import { Steps } from "./Steps";
import { Upload } from "./Upload";

it("a meter says its value; a sparkline its words; gaps stay gaps", () => {
  show(
    <>
      <Meter label="关系" value={72} thresholds={[40, 60]} />
      <Sparkline label="十二个月走势" values={[1, 2, null, 4, 3]} />
    </>,
  );
  expect(screen.getByRole("meter", { name: "关系" })).toHaveAttribute("aria-valuenow", "72");
  const path = screen.getByRole("img", { name: "十二个月走势" }).querySelector("path")?.getAttribute("d") ?? "";
  expect(path.match(/M/g)).toHaveLength(2);
});

it("a chart shows the figures behind it", async () => {
  const { user } = show(
    <Chart label="订单额" option={() => ({})} table={{ columns: ["月", "万元"], rows: [["一月", 12]] }} />,
  );
  await user.click(screen.getByRole("button", { name: "以表显示" }));
  expect(screen.getByRole("table", { name: "订单额" })).toHaveTextContent("一月12");
});

it("a board card moves by its menu, and the move is said", async () => {
  const move = vi.fn();
  const { user } = show(
    <Board
      label="项目"
      columns={[
        { id: "lead", title: "线索" },
        { id: "bid", title: "投标" },
      ]}
      cards={[{ id: "1", name: "二期", stage: "lead" }]}
      cardId={(card) => card.id}
      cardTitle={(card) => card.name}
      columnOf={(card) => card.stage}
      renderCard={(card) => card.name}
      onMove={move}
    />,
  );
  screen.getByRole("button", { name: "移动“二期”" }).focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("menuitem", { name: "投标" }));
  expect(move).toHaveBeenCalledWith(expect.objectContaining({ id: "1" }), "bid");
  expect(screen.getByText("“二期”已移动到 投标")).toBeInTheDocument();
});

it("an upload refuses what is too large and shows how far it got", async () => {
  const take = vi.fn();
  const { user, rerender } = show(<Upload label="选择文件" maxBytes={4} onFile={take} />);
  const input = screen.getByLabelText(/选择文件/);
  await user.upload(input, new File(["12345"], "a.csv"));
  expect(screen.getByRole("alert")).toBeVisible();
  await user.upload(input, new File(["123"], "b.csv"));
  expect(take).toHaveBeenCalledOnce();
  rerender(<Upload label="选择文件" maxBytes={4} onFile={take} progress={0.4} />);
  expect(screen.getByRole("progressbar", { name: "选择文件" })).toBeVisible();
});

it("steps mark the current one and lead back", async () => {
  const go = vi.fn();
  const { user } = show(<Steps label="导入" steps={["上传", "对应", "试算"]} current={1} onGo={go} />);
  expect(screen.getByText("对应").closest("li")).toHaveAttribute("aria-current", "step");
  await user.click(screen.getByRole("button", { name: /上传/ }));
  expect(go).toHaveBeenCalledWith(0);
});

it("an error offers its number and another try", async () => {
  const again = vi.fn();
  const { user } = show(<ErrorState error={new Error("坏了")} onRetry={again} />);
  expect(screen.getByRole("alert")).toHaveTextContent("坏了");
  await user.click(screen.getByRole("button", { name: "重试" }));
  expect(again).toHaveBeenCalled();
});

it("the quiet ones are named or hidden as they should be", () => {
  show(
    <Card title="概览">
      <Badge tone="good">健康</Badge>
      <Avatar name="周建国" />
      <Kbd>K</Kbd>
      <SkeletonLines label="正在载入" />
      <StatTile label="订单" value="12" change="+3" trend={3} />
      <Breadcrumbs>
        {[
          <a key="a" href="/">
            客户
          </a>,
          "华润",
        ]}
      </Breadcrumbs>
      <EmptyState title="还没有客户">从这里开始</EmptyState>
    </Card>,
  );
  expect(screen.getByRole("region", { name: "概览" })).toBeVisible();
  expect(screen.getByText("建国")).toHaveAttribute("aria-hidden");
  expect(screen.getByRole("status", { name: "正在载入" })).toBeVisible();
  expect(screen.getByText("华润").closest("li")).toHaveAttribute("aria-current", "page");
});
