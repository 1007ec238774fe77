import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { answer, show } from "@/test/render";
import { CommentForm } from "./CommentForm";

const people = { items: [{ id: "u1", name: "王磊", department_name: "华南客户群" }], next: null };

it("calls a colleague by keys alone and sends his id with the words", async () => {
  answer(() => ({ body: people }));
  const send = vi.fn(() => Promise.resolve());
  const { user } = show(<CommentForm label="写评论" send="发表" onSend={send} />);
  const area = screen.getByRole("textbox", { name: "写评论" });
  await user.type(area, "请 @wang");
  const found = await screen.findByRole("option", { name: /王磊/ });
  expect(area).toHaveAttribute("aria-activedescendant", found.id);
  await user.keyboard("{Enter}");
  expect(area).toHaveValue("请 @王磊 ");
  expect(screen.queryByRole("listbox")).toBeNull();
  await user.keyboard("看一下{Control>}{Enter}{/Control}");
  expect(send).toHaveBeenCalledWith({ body: "请 @王磊 看一下", mentions: ["u1"] });
  expect(area).toHaveValue("");
});

it("Escape leaves the list and keeps what was written, and a name taken out is not called", async () => {
  answer(() => ({ body: people }));
  const send = vi.fn(() => Promise.resolve());
  const { user } = show(<CommentForm label="写评论" send="发表" onSend={send} />);
  const area = screen.getByRole("textbox", { name: "写评论" });
  await user.type(area, "@");
  await screen.findByRole("option", { name: /王磊/ });
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("listbox")).toBeNull();
  await user.clear(area);
  await user.type(area, "算了");
  await user.click(screen.getByRole("button", { name: "发表" }));
  expect(send).toHaveBeenCalledWith({ body: "算了", mentions: [] });
});

it("what was written stays when the server refuses", async () => {
  const { user } = show(<CommentForm label="写评论" send="发表" onSend={() => Promise.reject(new Error("x"))} />);
  const area = screen.getByRole("textbox", { name: "写评论" });
  await user.type(area, "重要的话");
  await user.click(screen.getByRole("button", { name: "发表" }));
  expect(area).toHaveValue("重要的话");
});
