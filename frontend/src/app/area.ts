import type { LinkProps } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { SearchHit } from "@/api/generated";

/** The four stages of the loop, and what stands beside them in the rail. */
export type Stage = "home" | "understand" | "plan" | "execute" | "evaluate" | "system";

export type NavEntry = {
  stage: Stage;
  label: () => string;
  icon: LucideIcon;
  to: LinkProps["to"];
  /** Shown only to those who may. */
  permission?: string;
};

/** Something to do from the palette; features/<area>/actions.ts lists them, loaded when the palette is first opened. */
export type PaletteAction = {
  label: () => string;
  /** Other words people type for it (pinyin, abbreviations). */
  keywords?: string[];
  icon?: LucideIcon;
  to: LinkProps["to"];
  permission?: string;
};

/** What a feature adds to the shell. Every features/<area>/routes.tsx exports one, and its routes. */
export type Area = {
  nav?: readonly NavEntry[];
  /** Where a found record of a kind is shown. */
  records?: Record<string, (hit: SearchHit) => string>;
};
