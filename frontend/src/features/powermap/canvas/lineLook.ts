import type { LineKind } from "./nodes";

/** Each kind of line differs in colour and in dash, so that it is told apart without colour. */
export const lineLook: Record<LineKind, { line: string; head: string; dash?: string }> = {
  solid: { line: "stroke-control! stroke-[1.5px]!", head: "fill-control" },
  dotted: { line: "stroke-control! stroke-[1.5px]!", head: "fill-control", dash: "2 5" },
  influence: { line: "stroke-info! stroke-2!", head: "fill-info" },
  conflict: { line: "stroke-bad! stroke-2!", head: "fill-bad", dash: "7 4" },
};
