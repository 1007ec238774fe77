import { m } from "@/paraglide/messages";

const begins = (bytes: Uint8Array, ...start: number[]) => start.every((byte, place) => bytes[place] === byte);

/** Why a file can be no CSV, from its first bytes and before it travels; null when it may be one. */
export async function fileFault(file: Blob): Promise<string | null> {
  if (file.size === 0) return m.imports_file_empty();
  const bytes = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  // zip (xlsx, ods, numbers) and the older Office container (xls)
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return m.imports_file_spreadsheet();
  if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) return m.imports_file_utf16();
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46) || bytes.includes(0)) return m.imports_file_binary();
  return null;
}
