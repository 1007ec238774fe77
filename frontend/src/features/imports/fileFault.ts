import { m } from "@/paraglide/messages";
import { sheetsOf } from "./sheets";

const begins = (bytes: Uint8Array, ...start: number[]) => start.every((byte, place) => bytes[place] === byte);

/** Why a file can be no CSV, workbook or NDJSON, from its first bytes and before it travels; null when it may be one. */
export async function fileFault(file: Blob): Promise<string | null> {
  if (file.size === 0) return m.imports_file_empty();
  const bytes = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04))
    return (await sheetsOf(file)) === null ? m.imports_file_spreadsheet() : null;
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return m.imports_file_spreadsheet(); // the older Office container (xls)
  if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) return m.imports_file_utf16();
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46) || bytes.includes(0)) return m.imports_file_binary();
  return null;
}
