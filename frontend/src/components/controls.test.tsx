import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "@/test/render";
import { Button } from "./Button";
import { Checkbox } from "./Checkbox";
import { DateInput } from "./DateInput";
import { Field } from "./Field";
import { IconButton } from "./IconButton";
import { Input } from "./Input";
import { MonthQuarterPicker } from "./MonthQuarterPicker";
import { RadioGroup } from "./RadioGroup";
import { Select } from "./Select";
import { Slider } from "./Slider";
import { Switch } from "./Switch";
import { Tag } from "./Tag";
import { Textarea } from "./Textarea";

it("a busy button refuses further presses", async () => {
  const press = vi.fn();
  const { user } = show(
    <Button busy onClick={press}>
      保存
    </Button>,
  );
  await user.click(screen.getByRole("button", { name: "保存" }));
  expect(press).not.toHaveBeenCalled();
});

it("an icon button is named", () => {
  show(<IconButton label="导出" icon={<svg />} />);
  expect(screen.getByRole("button", { name: "导出" })).toBeVisible();
});

it("an icon button shows its name to a keyboard, and Escape takes it away", async () => {
  const { user } = show(<IconButton label="导出" shortcut="e" icon={<svg />} />);
  await user.tab();
  expect(await screen.findByText("导出")).toBeVisible();
  await user.keyboard("{Escape}");
  expect(screen.queryByText("导出")).toBeNull();
});

it("a field ties label, hint and fault to its control", () => {
  show(
    <Field label="名称" error="必填" required>
      <Input />
    </Field>,
  );
  const input = screen.getByLabelText(/名称/);
  expect(input).toBeInvalid();
  expect(input).toHaveAccessibleDescription("必填");
});

it("a textarea and a select take what is entered", async () => {
  const { user } = show(
    <>
      <Textarea aria-label="备注" />
      <Select aria-label="级别" placeholder="不限" options={[{ value: "A", label: "A 级" }]} />
    </>,
  );
  await user.type(screen.getByLabelText("备注"), "好");
  await user.selectOptions(screen.getByLabelText("级别"), "A");
  expect(screen.getByLabelText("备注")).toHaveValue("好");
  expect(screen.getByLabelText("级别")).toHaveValue("A");
});

it("a date input speaks ISO days and null", async () => {
  const change = vi.fn();
  const { user } = show(<DateInput aria-label="日期" value="2026-11-21" onChange={change} />);
  await user.clear(screen.getByLabelText("日期"));
  expect(change).toHaveBeenLastCalledWith(null);
});

it("checkbox, switch and radio work by keyboard", async () => {
  const [tick, flip, pick] = [vi.fn(), vi.fn(), vi.fn()];
  const options = [
    { value: "s", label: "短期" },
    { value: "m", label: "中期" },
  ];
  const { user } = show(
    <>
      <Checkbox aria-label="同意" onCheckedChange={tick} />
      <Switch aria-label="启用" onCheckedChange={flip} />
      <RadioGroup aria-label="期限" value="s" options={options} onChange={pick} />
    </>,
  );
  await user.tab();
  await user.keyboard(" ");
  await user.tab();
  await user.keyboard(" ");
  await user.click(screen.getByRole("radio", { name: "中期" }));
  expect(tick).toHaveBeenCalledWith(true);
  expect(flip).toHaveBeenCalledWith(true);
  expect(pick).toHaveBeenCalledWith("m");
});

it("a slider moves by keyboard and says its value in words", async () => {
  const change = vi.fn();
  const { user } = show(
    <Slider label="预算" value={60} min={0} max={100} onChange={change} format={(value) => `${value} 万`} />,
  );
  const thumb = screen.getByRole("slider", { name: "预算" });
  expect(thumb).toHaveAttribute("aria-valuetext", "60 万");
  thumb.focus();
  await user.keyboard("{ArrowRight}");
  expect(change).toHaveBeenCalledWith(61);
});

it("a quarter is picked from the year on show", async () => {
  function Quarter() {
    const [period, setPeriod] = useState<string | null>("2026-Q4");
    return <MonthQuarterPicker label="季度" unit="quarter" value={period} onChange={setPeriod} />;
  }
  const { user } = show(<Quarter />);
  await user.click(screen.getByRole("button", { name: "季度: 2026 Q4" }));
  await user.click(await screen.findByRole("button", { name: "下一年" }));
  await user.click(screen.getByRole("button", { name: "2027 Q1" }));
  expect(screen.getByRole("button", { name: "季度: 2027 Q1" })).toBeVisible();
});

it("a tag names what its cross removes", async () => {
  const remove = vi.fn();
  const { user } = show(<Tag onRemove={remove}>行业：制造</Tag>);
  await user.click(screen.getByRole("button", { name: "移除 行业：制造" }));
  expect(remove).toHaveBeenCalled();
});
