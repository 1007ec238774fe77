import { screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { formatDate, formatMoney } from "@/lib/format";
import { show } from "@/test/render";
import { DateText } from "./DateText";
import { MoneyText } from "./MoneyText";
import { NumberInput } from "./NumberInput";
import { NumberText } from "./NumberText";
import { parseNumber } from "./parseNumber";

describe("parseNumber", () => {
  it.each([
    ["1,200.5", 1200.5],
    ["１２００", 1200],
    ["1.2万", 12000],
    ["3亿", 3e8],
    ["1.1k", 1100],
    ["-7", -7],
    ["", null],
    ["1.234", undefined],
    ["abc", undefined],
    ["1 200", 1200],
  ])("%s", (text, expected) => expect(parseNumber(text, "zh-CN")).toBe(expected));

  it("reads the reader's own marks", () => expect(parseNumber("1.200,5", "de-DE")).toBe(1200.5));
});

function Amount() {
  const [value, setValue] = useState<number | null>(5);
  return <NumberInput aria-label="金额" value={value} onChange={setValue} min={0} max={20_000} step={10} />;
}

it("takes people's numbers on leaving, keeps the old one for nonsense, steps by arrows, stays in bounds", async () => {
  const { user } = show(<Amount />);
  const input = screen.getByLabelText("金额");
  await user.clear(input);
  await user.type(input, "1.2万");
  await user.tab();
  expect(input).toHaveValue("12,000");
  await user.clear(input);
  await user.type(input, "many{Tab}");
  expect(input).toHaveValue("12,000");
  await user.click(input);
  await user.keyboard("{ArrowUp}");
  expect(input).toHaveValue("12,010");
  await user.clear(input);
  await user.type(input, "9亿{Tab}");
  expect(input).toHaveValue("20,000");
});

it("shows numbers, money and dates in the reader's locale, and a dash for nothing", () => {
  show(
    <p>
      <NumberText value={12345.6} decimals={1} /> <MoneyText value="120000000.00" compact />{" "}
      <DateText value="2026-11-21" /> <NumberText value={null} />
    </p>,
  );
  expect(document.querySelector("p")).toHaveTextContent(/^12,345\.6 ¥1\.2亿 2026.11.21 —$/);
});

it("keeps all digits of a decimal text, and days free of zones", () => {
  expect(formatMoney("9007199254740993.25", "CNY")).toContain("9,007,199,254,740,993.25");
  expect(formatDate("2026-11-21", "quarter")).toBe("2026 Q4");
  expect(formatDate("2026-11-21", "date")).toMatch(/2026.11.21/);
});
