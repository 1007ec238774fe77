// Compares the two catalogues: same areas, same keys, same {variables}, every key carries its area, no empty word, none that no screen says.
import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../src/i18n/", import.meta.url);
const settings = JSON.parse(readFileSync(new URL("../project.inlang/settings.json", import.meta.url), "utf8"));
const patterns = settings["plugin.inlang.messageFormat"].pathPattern;
const faults = [];
const variables = (word) => [...JSON.stringify(word).matchAll(/(?<!\\)\{(\w+)\}/g)].map((match) => match[1]);
const read = (language, file) => JSON.parse(readFileSync(new URL(`${language}/${file}`, root), "utf8"));

const files = { zh: readdirSync(new URL("zh/", root)).sort(), en: readdirSync(new URL("en/", root)).sort() };
for (const file of new Set([...files.zh, ...files.en])) {
  if (!files.zh.includes(file) || !files.en.includes(file)) {
    faults.push(`${file} exists in one language only`);
    continue;
  }
  if (!patterns.includes(`./src/i18n/{locale}/${file}`))
    faults.push(`${file} is not named in project.inlang/settings.json`);
  const area = file.replace(".json", "");
  const [zh, en] = [read("zh", file), read("en", file)];
  for (const key of new Set([...Object.keys(zh), ...Object.keys(en)])) {
    if (!/^[a-z][a-z0-9_]*$/.test(key) || !key.startsWith(`${area}_`))
      faults.push(`${file}: ${key} must read ${area}_some_words`);
    if (!zh[key] || !en[key]) faults.push(`${file}: ${key} is missing in ${zh[key] ? "en" : "zh"}`);
    else {
      const [a, b] = [new Set(variables(zh[key])), new Set(variables(en[key]))];
      if ([...a, ...b].some((name) => !a.has(name) || !b.has(name)))
        faults.push(`${file}: ${key} has other {variables} in en`);
    }
  }
}
const said = new Set();
for (const file of readdirSync(new URL("../src/", import.meta.url), { recursive: true })) {
  if (!/\.tsx?$/.test(file) || /^(paraglide|api\/generated)\//.test(file)) continue;
  const text = readFileSync(new URL(file, new URL("../src/", import.meta.url)), "utf8");
  for (const [, key] of text.matchAll(/\bm\.(\w+)/g)) said.add(key);
}
for (const file of files.zh)
  for (const key of Object.keys(read("zh", file))) if (!said.has(key)) faults.push(`${file}: ${key} is said nowhere`);
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log(`words: ${files.zh.length} areas, both languages complete`);
