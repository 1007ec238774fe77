import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { ActivityOut } from "@/api/generated";
import { answer, show } from "@/test/render";
import { ReportForm } from "./ReportForm";

const activity = {
  id: "a",
  customer_id: "c",
  customer_name: "江北电网",
  project_id: null,
  title: "拜访总工",
  state: "planned",
  report: "",
  learned: "",
  next_step: null,
} as ActivityOut;

it("reports with one field and one key", async () => {
  const done = vi.fn();
  const requests = answer(() => ({ body: { ...activity, state: "reported" } }));
  const { user } = show(<ReportForm activity={activity} onDone={done} />);
  await user.type(screen.getByLabelText(/发生了什么/), "总工同意试点");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(done).toHaveBeenCalled());
  expect(requests[0]?.url).toContain("/activities/a/report");
  expect(await requests[0]?.json()).toEqual({
    report: "总工同意试点",
    learned: "",
    next_step: null,
    support_changes: [],
  });
});

it("asks for words before it sends", async () => {
  const requests = answer(() => ({ body: activity }));
  const { user } = show(<ReportForm activity={activity} onDone={() => {}} />);
  await user.click(screen.getByRole("button", { name: "提交汇报" }));
  expect(await screen.findByText("请写一两句")).toBeVisible();
  expect(requests).toHaveLength(0);
});
