// Fails when the built files weigh more (gzipped) than the targets allow. Run after `npm run build`.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limits = { customers: 180, route: 400, chunk: 230, css: 25 };
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const weights = new Map();
const weight = (file) => {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024);
  return weights.get(file);
};

/** The chunk and all it imports statically. */
function closure(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of manifest[name].imports ?? []) closure(next, seen);
  return seen;
}
const sum = (...names) =>
  [...new Set(names.flatMap((name) => [...closure(name)]))].reduce(
    (total, name) => total + weight(manifest[name].file),
    0,
  );

const faults = [];
const judge = (what, kb, limit) => {
  if (kb > limit) faults.push(what);
  console.log(`${kb > limit ? "over" : "  ok"}  ${kb.toFixed(1).padStart(6)} of ${limit} KB  ${what}`);
};

const shell = "src/app/Shell.tsx";
const pages = Object.keys(manifest).filter((name) => /^src\/features\/.+Page\.tsx$/.test(name));
for (const page of pages) {
  const kb = page.startsWith("src/features/session/") ? sum("index.html", page) : sum("index.html", shell, page);
  judge(page, kb, page === "src/features/customers/CustomersPage.tsx" ? limits.customers : limits.route);
}
for (const file of readdirSync(new URL("assets/", dist))) {
  if (file.endsWith(".js") && weight(`assets/${file}`) > limits.chunk * 0.5)
    judge(`assets/${file}`, weight(`assets/${file}`), limits.chunk);
}
const css = readdirSync(new URL("assets/", dist)).filter((file) => file.endsWith(".css"));
judge(
  "all CSS",
  css.reduce((total, file) => total + weight(`assets/${file}`), 0),
  limits.css,
);
if (faults.length > 0) process.exit(1);
