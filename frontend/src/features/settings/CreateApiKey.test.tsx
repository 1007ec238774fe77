import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { answer, show } from "@/test/render";
import { CreateApiKey } from "./CreateApiKey";

const made = { id: "k", name: "ERP", scopes: ["transactions:write"], key_start: "loam_abcde", version: 1 };

it("asks for a name and a scope, then shows the key with a way to carry it away", async () => {
  const requests = answer(() => ({ status: 201, body: { ...made, key: "loam_abcdefghij" } }));
  const { user } = show(<CreateApiKey onClose={vi.fn()} />);
  await user.click(screen.getByRole("button", { name: "新建密钥" }));
  expect(await screen.findByText("至少选择一项")).toBeVisible();
  expect(requests).toHaveLength(0);
  await user.type(screen.getByLabelText(/系统名称/), "ERP");
  await user.click(screen.getByRole("checkbox", { name: /写入订单/ }));
  await user.type(screen.getByLabelText("允许的网络"), "203.0.113.0/24\n10.0.0.0/8 ");
  await user.click(screen.getByRole("button", { name: "新建密钥" }));
  expect(await screen.findByDisplayValue("loam_abcdefghij")).toBeVisible();
  expect(await requests[0]?.json()).toEqual({
    name: "ERP",
    scopes: ["transactions:write"],
    expires_at: null,
    networks: ["203.0.113.0/24", "10.0.0.0/8"],
  });
  await user.click(screen.getByRole("button", { name: "复制" }));
  expect(await screen.findByRole("button", { name: "已复制" })).toBeVisible();
});
