import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { answer, show } from "@/test/render";
import { size } from "./bytes";
import { Files } from "./Files";

const card = {
  id: "a1",
  entity: "customer",
  entity_id: "c1",
  customer_id: "c1",
  name: "框架合同.pdf",
  media_type: "application/pdf",
  size: 345_678,
  sha256: "00",
  author_id: "u1",
  author_name: "王磊",
  version: 1,
  created_at: "2026-11-22T08:00:00Z",
  updated_at: "2026-11-22T08:00:00Z",
};

/** An upload that the test lets go on, finish or fail. */
class Travel {
  static all: Travel[] = [];
  upload: { onprogress?: (event: { lengthComputable: boolean; loaded: number; total: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = "";
  aborted = false;
  form?: FormData;
  open() {}
  setRequestHeader() {}
  getResponseHeader = () => null;
  send(form: FormData) {
    this.form = form;
    Travel.all.push(this);
  }
  abort() {
    this.aborted = true;
    this.onabort?.();
  }
  end(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

let kept: unknown[] = [];
function serve(permissions: string[] = ["records:read", "records:team"]) {
  return answer(({ url, method }) => {
    const path = new URL(url, "http://loam").pathname;
    if (path.endsWith("/session")) return { body: { user: { id: "u1" }, permissions, classes: [] } };
    if (path.endsWith("/rules")) return { body: { max_bytes: 1024 * 1024, extensions: ["pdf", "txt"] } };
    if (method === "DELETE") return { status: 204 };
    return { body: { items: kept, next: null } };
  });
}

const pdf = (name: string, bytes = 10) => new File([new Uint8Array(bytes)], name, { type: "application/pdf" });

beforeEach(() => {
  kept = [];
  Travel.all = [];
  vi.stubGlobal("XMLHttpRequest", Travel);
});

it("sends one file after the other, shows how far each is, and cancels", async () => {
  serve();
  const { user } = show(<Files entity="customer" entityId="c1" />);
  const input = await screen.findByLabelText("选择文件");
  await waitFor(() => expect(input).toHaveAttribute("accept", ".pdf,.txt"));
  await user.upload(input, [pdf("一.pdf"), pdf("二.pdf")]);
  await waitFor(() => expect(Travel.all).toHaveLength(1));
  expect(Travel.all[0]?.form?.get("entity_id")).toBe("c1");
  Travel.all[0]?.upload.onprogress?.({ lengthComputable: true, loaded: 4, total: 10 });
  await waitFor(() => expect(screen.getByRole("progressbar", { name: "正在上传 一.pdf" })).toHaveValue(0.4));
  expect(screen.getByText("等待中")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "取消上传 一.pdf" }));
  expect(Travel.all[0]?.aborted).toBe(true);
  await waitFor(() => expect(Travel.all).toHaveLength(2));
  expect(screen.queryByText("一.pdf")).toBeNull();
  kept = [{ ...card, name: "二.pdf" }];
  Travel.all[1]?.end(201, card);
  expect(await screen.findByRole("link", { name: "二.pdf" })).toHaveAttribute("download", "二.pdf");
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
});

it("says what is wrong and what to do, and what cannot be taken does not travel", async () => {
  serve();
  const { user } = show(<Files entity="customer" entityId="c1" />);
  const zone = await screen.findByText(/每个不超过 1 MB/);
  fireEvent.drop(zone, {
    dataTransfer: { files: [pdf("大.pdf", 1024 * 1024 + 1), pdf("网页.html"), pdf("空.pdf", 0)] },
  });
  const said = (await screen.findAllByRole("alert")).map((one) => one.textContent);
  expect(said).toEqual([
    "文件超过 1 MB。请压缩或拆分后再上传。",
    "不接受这种文件。请另存为以下格式之一再上传：pdf, txt。",
    "文件是空的。请检查后重新选择。",
  ]);
  expect(Travel.all).toHaveLength(0);
  expect(screen.queryByRole("button", { name: "重试" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "移除提示 大.pdf" }));
  expect(screen.queryByText("大.pdf")).toBeNull();
});

it("tries again when the line broke, not when the server refused", async () => {
  serve();
  const { user } = show(<Files entity="customer" entityId="c1" />);
  const input = await screen.findByLabelText("选择文件");
  await user.upload(input, pdf("合同.pdf"));
  await waitFor(() => expect(Travel.all).toHaveLength(1));
  Travel.all[0]?.onerror?.();
  await user.click(await screen.findByRole("button", { name: "重试" }));
  await waitFor(() => expect(Travel.all).toHaveLength(2));
  Travel.all[1]?.end(415, { title: "不支持", status: 415, code: "file_content", detail: "内容不是有效的 .pdf 文件。" });
  expect(await screen.findByText("内容不是有效的 .pdf 文件。")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "重试" })).toBeNull();
});

it("who may only read takes files away and does nothing else", async () => {
  kept = [card, { ...card, id: "a2", name: "现场.png", media_type: "image/png" }];
  serve(["records:read"]);
  show(<Files entity="customer" entityId="c1" />);
  const link = await screen.findByRole("link", { name: "框架合同.pdf" });
  expect(link).toHaveAttribute("href", "/api/v1/records/attachments/a1/content");
  expect(screen.getByRole("link", { name: "在新窗口查看 现场.png" })).toHaveAttribute("target", "_blank");
  expect(screen.getByText(/PDF · 338 KB · 王磊/)).toBeInTheDocument();
  expect(screen.queryByLabelText("选择文件")).toBeNull();
  expect(screen.queryByRole("button", { name: /删除/ })).toBeNull();
});

it("deletes the version that was seen and leaves the keyboard somewhere", async () => {
  kept = [card];
  const requests = serve();
  const { user } = show(<Files entity="customer" entityId="c1" />);
  await user.click(await screen.findByRole("button", { name: "删除 框架合同.pdf" }));
  await waitFor(() => expect(screen.getByLabelText("选择文件")).toHaveFocus());
  const sent = requests.find((one) => one.method === "DELETE");
  expect(sent?.headers.get("if-match")).toBe('"1"');
});

it("writes sizes short", () => {
  expect([1, 1024, 345_678, 1_024_200, 25 * 1024 * 1024, 4_400_000].map(size)).toEqual([
    "1 KB",
    "1 KB",
    "338 KB",
    "1 MB",
    "25 MB",
    "4.2 MB",
  ]);
});
