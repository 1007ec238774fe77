import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { atVersion } from "@/api/client";
import { type ContactOut, getContact, listContacts, updateContact } from "@/api/generated";
import { Toaster } from "@/components/Toast";
import { answer, show } from "@/test/render";
import { useList } from "./useList";
import { usePatch } from "./usePatch";
import { useRecord } from "./useRecord";

function Names() {
  const list = useList<ContactOut>({
    noun: "contact",
    fetch: (cursor, signal) => listContacts({ query: { cursor }, signal }),
  });
  const patch = usePatch<ContactOut>({
    noun: "contact",
    patch: (record, body) => updateContact({ path: { contact_id: record.id }, body, headers: atVersion(record) }),
  });
  return (
    <>
      {list.rows.map((row) => (
        <button key={row.id} type="button" onClick={() => patch.mutate({ record: row, change: { name: "新名" } })}>
          {row.name}
        </button>
      ))}
      <button type="button" onClick={list.loadMore}>
        下一窗
      </button>
      <Toaster />
    </>
  );
}

it("reads window by window, shows a change at once and offers to undo it", async () => {
  let version = 1;
  const requests = answer(async (request) => {
    if (request.method === "PATCH") {
      version += 1;
      return { body: { id: "1", version, ...((await request.json()) as object) } };
    }
    const second = new URL(request.url).searchParams.get("cursor") === "n";
    return {
      body: second
        ? { items: [{ id: "2", version: 1, name: "乙" }], next: null }
        : { items: [{ id: "1", version, name: "甲" }], next: "n" },
    };
  });
  const { user } = show(<Names />);
  await screen.findByText("甲");
  await user.click(screen.getByText("下一窗"));
  await screen.findByText("乙");
  await user.click(screen.getByText("甲"));
  expect(screen.getByText("新名")).toBeVisible();
  await user.click(await screen.findByRole("button", { name: "撤销" }, { timeout: 3000 }));
  expect(await screen.findByText("甲")).toBeVisible();
  const patches = requests.filter((request) => request.method === "PATCH");
  expect(patches.map((request) => request.headers.get("If-Match"))).toEqual(['"1"', '"2"']);
});

it("sends hasty changes one after the other, each against the version before it", async () => {
  let version = 1;
  const requests = answer(async (request) => {
    if (request.method !== "PATCH") return { body: { items: [{ id: "1", version: 1, name: "甲" }], next: null } };
    if (request.headers.get("If-Match") !== `"${version}"`)
      return { status: 412, body: { title: "", status: 412, code: "stale" } };
    version += 1;
    return { body: { id: "1", version, ...((await request.json()) as object) } };
  });
  const { user } = show(<Names />);
  await user.dblClick(await screen.findByText("甲"));
  await vi.waitFor(() => expect(version).toBe(3));
  const patches = requests.filter((request) => request.method === "PATCH");
  expect(patches.map((request) => request.headers.get("If-Match"))).toEqual(['"1"', '"2"']);
  expect(screen.getByText("新名")).toBeVisible();
});

function Both() {
  const record = useRecord<ContactOut>({
    noun: "contact",
    id: "1",
    fetch: (signal) => getContact({ path: { contact_id: "1" }, signal }),
  });
  const patch = usePatch<ContactOut>({
    noun: "contact",
    patch: (row, body) => updateContact({ path: { contact_id: row.id }, body, headers: atVersion(row) }),
  });
  const row = record.data;
  if (!row) return null;
  return (
    <>
      <button type="button" onClick={() => patch.mutate({ record: row, change: { name: "新名" } })}>
        {row.name}
      </button>
      <button type="button" onClick={() => patch.mutate({ record: row, change: { title: "新职" } })}>
        {row.title}
      </button>
      <p>{row.version}</p>
    </>
  );
}

it("keeps a later change on screen when the answer to an earlier one comes", async () => {
  const held: (() => void)[] = [];
  const server = { id: "1", version: 1, name: "甲", title: "旧职" };
  answer(async (request) => {
    if (request.method !== "PATCH") return { body: { ...server } };
    const change = (await request.json()) as object;
    await new Promise<void>((go) => held.push(go));
    Object.assign(server, change, { version: server.version + 1 });
    return { body: { ...server } };
  });
  const { user } = show(<Both />);
  await user.click(await screen.findByText("甲"));
  await user.click(screen.getByText("旧职"));
  expect(await screen.findByText("新职")).toBeVisible();
  await vi.waitFor(() => expect(held).toHaveLength(1));
  held[0]?.();
  expect(await screen.findByText("2")).toBeVisible();
  expect(screen.getByText("新职")).toBeVisible();
  await vi.waitFor(() => expect(held).toHaveLength(2));
  held[1]?.();
  expect(await screen.findByText("3")).toBeVisible();
});

it("takes a refused change back and offers to reload what is stale", async () => {
  answer((request) =>
    request.method === "PATCH"
      ? { status: 412, body: { title: "", status: 412, code: "stale" } }
      : { body: { items: [{ id: "1", version: 1, name: "甲" }], next: null } },
  );
  const { user } = show(<Names />);
  await user.click(await screen.findByText("甲"));
  expect(await screen.findByText("甲")).toBeVisible();
  expect(await screen.findByRole("button", { name: "重新载入" })).toBeVisible();
});
