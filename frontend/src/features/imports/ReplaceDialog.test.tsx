import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { ImportRunOut } from "@/api/generated";
import { answer, show } from "@/test/render";
import { ReplaceDialog } from "./ReplaceDialog";
import type { Kind } from "./useKinds";

const run = {
  id: "r",
  version: 3,
  mapping: { class: { column: "级别" }, name: { column: "名称" } },
  only: [],
  source: "ERP",
} as unknown as ImportRunOut;
const field = { name: "class", zh: "客户级别", en: "Class", type: "choice", required: false, unknown: null };
const kind = { fields: [{ ...field, choices: ["S", "A"] }] } as unknown as Kind;
const reject = {
  row: 4,
  field: "class",
  column: "级别",
  code: "literal_error",
  value: " 特级 ",
  detail: "",
  rows: [4],
};

it("adds what a rejected word means to the mapping and checks again", async () => {
  const requests = answer(() => ({ body: { ...run, state: "checked" } }));
  const onClose = vi.fn();
  const { user } = show(<ReplaceDialog service="records" run={run} kind={kind} group={reject} onClose={onClose} />);
  await user.selectOptions(screen.getByLabelText("客户级别"), "S");
  await user.click(screen.getByRole("button", { name: "应用并重新试运行" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const [change, check] = requests;
  expect(change?.headers.get("If-Match")).toBe('"3"');
  expect(await change?.json()).toMatchObject({
    mapping: { class: { column: "级别", values: { 特级: "S" } }, name: { column: "名称" } },
  });
  expect(check?.url).toMatch(/\/records\/imports\/r\/dry-run$/);
});
