import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/**
 * Keeps every style inside files, so that `style-src 'self'` holds.
 * Two libraries write `<style>` elements at run time: sonner (its sheet is imported as a file instead)
 * and react-style-singleton (the scroll lock under Radix; replaced by constructed style sheets).
 */
export function noInlineStyles(): Plugin {
  return {
    name: "loam-no-inline-styles",
    enforce: "pre",
    config: () => ({
      resolve: {
        alias: { "react-style-singleton": fileURLToPath(new URL("../src/lib/styleSingleton.ts", import.meta.url)) },
      },
    }),
    transform(code, id) {
      if (!id.includes("/sonner/dist/index.mjs")) return null;
      const start = code.indexOf('\n__insertCSS("');
      if (start < 0) throw new Error("sonner no longer inserts its own style sheet: remove this transform");
      return { code: `${code.slice(0, start)}\n//${code.slice(start + 1)}`, map: null };
    },
  };
}
