import { type LinkProps, useNavigate } from "@tanstack/react-router";
import { Keyboard, Languages, type LucideIcon, Moon, Sun } from "lucide-react";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";
import { areas } from "../areas";
import { chooseLanguage } from "../language";
import { chooseTheme } from "../theme";
import { areaActions } from "./areaActions";

type Action = { id: string; label: string; keywords: string[]; icon?: LucideIcon; run: () => void };

/** Everything one can go to or do: the areas' pages and actions, and the shell's own. */
export function useActions(text: string, onKeys: () => void): Action[] {
  const navigate = useNavigate();
  const { can } = useSession();
  const go = (to: LinkProps["to"]) => () => void navigate({ to });
  const allowed = (entry: { permission?: string }) => !entry.permission || can(entry.permission);

  const actions: Action[] = [
    ...areas
      .flatMap((area) => area.nav ?? [])
      .filter(allowed)
      .map((entry) => ({
        id: `go-${entry.to}`,
        label: entry.label(),
        keywords: [String(entry.to)],
        icon: entry.icon,
        run: go(entry.to),
      })),
    ...areaActions.filter(allowed).map((action) => ({
      ...action,
      id: `do-${action.to}`,
      label: action.label(),
      keywords: action.keywords ?? [],
      run: go(action.to),
    })),
    {
      id: "light",
      label: m.common_use_theme({ theme: m.common_theme_light() }),
      keywords: ["theme", "zhuti"],
      icon: Sun,
      run: () => chooseTheme("light"),
    },
    {
      id: "dark",
      label: m.common_use_theme({ theme: m.common_theme_dark() }),
      keywords: ["theme", "zhuti"],
      icon: Moon,
      run: () => chooseTheme("dark"),
    },
    getLocale() === "zh"
      ? {
          id: "language",
          label: "Switch to English",
          keywords: ["language", "yuyan"],
          icon: Languages,
          run: () => chooseLanguage("en"),
        }
      : {
          id: "language",
          label: "切换到中文",
          keywords: ["language", "chinese", "yuyan"],
          icon: Languages,
          run: () => chooseLanguage("zh"),
        },
    { id: "keys", label: m.common_keys(), keywords: ["shortcuts", "kuaijiejian"], icon: Keyboard, run: onKeys },
  ];
  const wanted = text.trim().toLocaleLowerCase();
  return actions.filter((action) =>
    [action.label, ...action.keywords].some((word) => word.toLocaleLowerCase().includes(wanted)),
  );
}
