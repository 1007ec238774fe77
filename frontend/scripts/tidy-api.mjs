// The generator's own comments advertise other packages by address; the repository names no registry.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../src/api/generated/client/types.gen.ts", import.meta.url);
const text = readFileSync(file, "utf8");
writeFileSync(file, text.replace(/ {3}\*\n {3}\* Install \{@link https?:[^\n]*\n/, ""));
