/** Reads from a workbook, which is a zip, which sheets it has: so that one can be chosen before the file travels. */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LIST = "xl/workbook.xml";
const TAIL = 65_557;

const view = async (blob: Blob) => new DataView(await blob.arrayBuffer());

/** The names of the visible sheets in their order; null when the file is no workbook. */
export async function sheetsOf(file: Blob): Promise<string[] | null> {
  try {
    const xml = await partOf(file, LIST);
    if (xml === null) return null;
    const parsed = new DOMParser().parseFromString(xml, "application/xml");
    return [...parsed.getElementsByTagNameNS("*", "sheet")]
      .filter((sheet) => !sheet.getAttribute("state")?.toLowerCase().includes("hidden"))
      .map((sheet) => sheet.getAttribute("name") ?? "");
  } catch {
    return null;
  }
}

async function partOf(file: Blob, wanted: string): Promise<string | null> {
  const tail = await view(file.slice(Math.max(0, file.size - TAIL)));
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) return null;
  const [size, start] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  const directory = await view(file.slice(start, start + size));
  const decoder = new TextDecoder();
  let at = 0;
  while (at + 46 <= directory.byteLength && directory.getUint32(at, true) === ENTRY) {
    const [name, extra, comment] = [28, 30, 32].map((place) => directory.getUint16(at + place, true));
    const called = decoder.decode(new Uint8Array(directory.buffer, at + 46, name));
    if (called === wanted) {
      return unpacked(
        file,
        directory.getUint32(at + 42, true),
        directory.getUint32(at + 20, true),
        directory.getUint16(at + 10, true),
      );
    }
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return null;
}

async function unpacked(file: Blob, at: number, packed: number, method: number): Promise<string> {
  const head = await view(file.slice(at, at + 30));
  const start = at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const body = file.slice(start, start + packed);
  if (method === 0) return body.text();
  return new Response(body.stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}
