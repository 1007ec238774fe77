import { expect, it } from "vitest";
import { m } from "@/paraglide/messages";
import { fileFault } from "./fileFault";

const file = (...bytes: number[]) => new Blob([new Uint8Array(bytes)]);

it("tells a spreadsheet, UTF-16 and other binary files from text", async () => {
  expect(await fileFault(file(0x50, 0x4b, 0x03, 0x04, 1))).toBe(m.imports_file_spreadsheet());
  expect(await fileFault(file(0xd0, 0xcf, 0x11, 0xe0, 1))).toBe(m.imports_file_spreadsheet());
  expect(await fileFault(file(0xff, 0xfe, 0x61, 0))).toBe(m.imports_file_utf16());
  expect(await fileFault(file(0x61, 0, 0x62))).toBe(m.imports_file_binary());
  expect(await fileFault(file())).toBe(m.imports_file_empty());
});

it("lets text in any of the readable encodings pass", async () => {
  expect(await fileFault(new Blob(["\ufeff客户,金额\n甲,1"]))).toBeNull();
  expect(await fileFault(file(0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0x31))).toBeNull(); // 客户,1 in GB18030
});
