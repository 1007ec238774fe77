// What the generator writes, made ours: it names no registry, and no page carries the calls of all the others.
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../src/api/generated/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const write = (name, text) => writeFileSync(new URL(name, folder), text);

// its own comments advertise other packages by address
write("client/types.gen.ts", read("client/types.gen.ts").replace(/ {3}\*\n {3}\* Install \{@link https?:[^\n]*\n/, ""));

// a file of calls for each tag of the API: a bundler parts files, not what is inside of one
const { paths } = JSON.parse(readFileSync(new URL("../../docs/openapi.json", import.meta.url), "utf8"));
const tags = new Map(
  Object.values(paths)
    .flatMap((path) => Object.values(path))
    .filter((operation) => operation.operationId)
    .map(({ operationId, tags }) => [operationId.replaceAll("_", "").toLowerCase(), tags[0].replaceAll(" ", "-")]),
);
const [head, ...calls] = read("sdk.gen.ts").split(/\n(?=\/\*\*\n(?: \*[^\n]*\n)+export const )/);
const [mark] = head.split("\n");
const files = new Map();
for (const call of calls) {
  const [, name] = call.match(/\nexport const (\w+) =/);
  const tag = tags.get(name.toLowerCase());
  if (!files.has(tag)) files.set(tag, new Map());
  files.get(tag).set(name, call.trim());
}
for (const [tag, all] of files) {
  const text = [...all.values()].join("\n\n");
  const words = new Set(text.match(/\w+/g));
  // the same imports as of the whole file, as far as these calls speak of them
  const imports = head.matchAll(/^import (type )?\{ (.*) \} from '(.*)';$/gm).flatMap(([, type = "", names, from]) => {
    const used = names.split(", ").filter((one) => words.has(one.match(/\w+$/)[0]) && !one.endsWith(" as Options2"));
    return used.length ? [`import ${type}{ ${used.join(", ")} } from '${from}';`] : [];
  });
  write(
    `sdk.${tag}.gen.ts`,
    `${[mark, "", ...imports, "import type { Options } from './sdk.gen';"].join("\n")}\n\n${text}\n`,
  );
}
const doors = [...files].map(([tag, all]) => `export { ${[...all.keys()].join(", ")} } from './sdk.${tag}.gen';`);
const options = head.slice(head.indexOf("export type Options"));
write(
  "sdk.gen.ts",
  `${mark}\n\nimport type { Client, ClientMeta, Options as Options2, TDataShape } from './client';\n\n${doors.join("\n")}\n\n${options.trim()}\n`,
);
