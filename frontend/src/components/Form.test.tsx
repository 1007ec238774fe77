import { screen } from "@testing-library/react";
import { useForm } from "react-hook-form";
import { describe, expect, it } from "vitest";
import { ProblemError } from "@/api/problem";
import { show } from "@/test/render";
import { Button } from "./Button";
import { Form, FormField } from "./Form";
import { Input } from "./Input";
import { faultsOf, fieldOf } from "./problemFields";

const refusal = (errors: { pointer: string; code: string; detail: string }[]) =>
  new ProblemError({ title: "有些内容需要修改", status: 422, code: "invalid", errors, request_id: "r-1" });

function CustomerForm({ onSend }: { onSend: () => Promise<void> }) {
  const form = useForm({ defaultValues: { name: "" } });
  return (
    <Form form={form} onSubmit={onSend}>
      <FormField form={form} name="name" label="名称" render={(field) => <Input {...field} />} />
      <Button type="submit">保存</Button>
    </Form>
  );
}

it("puts the server's fault under the field its pointer names, and focuses it", async () => {
  const fault = { pointer: "/name", code: "duplicate", detail: "已有同名客户" };
  const { user } = show(<CustomerForm onSend={() => Promise.reject(refusal([fault]))} />);
  await user.click(screen.getByRole("button", { name: "保存" }));
  expect(await screen.findByText("已有同名客户")).toBeVisible();
  expect(screen.getByLabelText("名称")).toHaveAccessibleDescription("已有同名客户");
  expect(screen.getByLabelText("名称")).toHaveFocus();
  expect(screen.queryByText("有些内容需要修改")).toBeNull();
});

it("says above the form what belongs to no field", async () => {
  const fault = { pointer: "/team_id", code: "missing", detail: "没有这个团队" };
  const { user } = show(<CustomerForm onSend={() => Promise.reject(refusal([fault]))} />);
  await user.click(screen.getByRole("button", { name: "保存" }));
  expect(await screen.findByText("没有这个团队")).toBeVisible();
  expect(screen.getByText("请求编号 r-1")).toBeVisible();
});

describe("pointers", () => {
  it.each([
    ["/name", "name"],
    ["#/name", "name"],
    ["/body/addresses/0/city", "addresses.0.city"],
    ["/a~1b", "a/b"],
  ])("%s", (pointer, field) => expect(fieldOf(pointer)).toBe(field));

  it("parts known from unknown", () => {
    const { fields, rest } = faultsOf(
      refusal([
        { pointer: "/a", code: "x", detail: "A" },
        { pointer: "/b", code: "x", detail: "B" },
      ]),
      ["a"],
    );
    expect(fields).toEqual([["a", "A"]]);
    expect(rest?.problem.errors).toHaveLength(1);
  });
});
