import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { answer, show } from "@/test/render";
import { BudgetDialog } from "./BudgetDialog";
import type { AccountPlanOut } from "./model";

const grant = {
  resource_id: "money",
  resource_code: "budget",
  period: "2027-01-01",
  granted: 100,
  planned: 60,
  free: 40,
};
const plan = { id: "plan", state: "draft", grants: [grant], budget_lines: [] } as unknown as AccountPlanOut;
const money = {
  id: "money",
  code: "budget",
  name_zh: "市场费用",
  name_en: "Market budget",
  unit: "CNY",
  kind: "money",
};

it("names the missing amount and what would still fit", async () => {
  const closed = vi.fn();
  answer((request) =>
    request.method === "GET"
      ? { body: { items: [money], next: null } }
      : {
          status: 409,
          body: {
            title: "冲突",
            status: 409,
            code: "over_commitment",
            missing: [{ code: "over_commitment", amount: 25, granted: 100, planned: 60 }],
          },
        },
  );
  const { user } = show(<BudgetDialog plan={plan} bookOnly={false} onClose={closed} />);
  await user.type(screen.getByLabelText(/用途/), "样板点");
  await user.type(screen.getByLabelText(/^计划/), "65");
  await user.click(screen.getByRole("button", { name: "保存" }));
  expect(await screen.findByText("还缺 25 CNY")).toBeVisible();
  expect(screen.getByText(/减少到 40 CNY 以内/)).toBeVisible();
  expect(closed).not.toHaveBeenCalled();
});
