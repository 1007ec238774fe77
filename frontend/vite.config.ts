import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { wordOptions } from "./scripts/words.options.mjs";
import { noInlineStyles } from "./vite/noInlineStyles.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ command }) => {
  // Development and tests read one module per language (few files); a build reads one module per word, so that
  // each route carries only its own words. Two folders, so that a build never pulls words from under a test run.
  const building = command === "build";
  const words = building ? "node_modules/.cache/paraglide" : "src/paraglide";
  return {
    plugins: [
      noInlineStyles(),
      react(),
      tailwindcss(),
      ...(process.env.VITEST
        ? [] // `npm test` compiles the words once, before the workers start
        : [
            paraglideVitePlugin({
              ...wordOptions,
              outdir: `./${words}`,
              outputStructure: building ? "message-modules" : "locale-modules",
              cleanOutdir: building,
            }),
          ].flat()),
    ],
    resolve: {
      alias: [
        { find: "@/paraglide", replacement: here(words) },
        { find: "@", replacement: here("./src") },
      ],
    },
    server: { proxy: { "/api": process.env.LOAM_API ?? "http://localhost:8000" } },
    build: {
      sourcemap: false,
      assetsInlineLimit: 0,
      manifest: true,
      reportCompressedSize: false,
      // reading the generated client does nothing by itself: a page takes the calls it makes, not all of them
      rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /\/src\/api\/generated\//, sideEffects: false }] } },
    },
    test: {
      environment: "happy-dom",
      include: ["src/**/*.test.{ts,tsx}"],
      setupFiles: ["src/test/setup.ts"],
      css: false,
      pool: "threads",
      maxWorkers: 2,
    },
  };
});
