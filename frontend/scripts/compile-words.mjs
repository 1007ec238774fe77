// Compiles the words once into src/paraglide, for the type check and the tests (dev and build do it through Vite).
// The folder is not emptied first: a check may run while another reads it.
import { compile } from "@inlang/paraglide-js";
import { wordOptions } from "./words.options.mjs";

await compile({ ...wordOptions, outdir: "./src/paraglide", outputStructure: "locale-modules", cleanOutdir: false });
