import { Languages, Monitor, Moon, Sun } from "lucide-react";
import { IconButton } from "@/components/IconButton";
import { Menu } from "@/components/Menu";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";
import { chooseLanguage } from "./language";
import { chooseTheme, type Theme, useTheme } from "./theme";
import { UserMenu } from "./UserMenu";

const themes: [Theme, () => string, typeof Sun][] = [
  ["light", m.common_theme_light, Sun],
  ["dark", m.common_theme_dark, Moon],
  ["system", m.common_theme_system, Monitor],
];

/** Who is here, which language, which light. */
export function RailFooter() {
  return (
    <div className="flex w-full items-center gap-1">
      <UserMenu />
      <LanguageMenu />
      <ThemeMenu />
    </div>
  );
}

export function LanguageMenu() {
  const language = getLocale();
  return (
    <Menu
      align="end"
      trigger={<IconButton label={m.common_language()} icon={<Languages />} />}
      groups={[
        {
          items: [
            { label: "简体中文", checked: language === "zh", onSelect: () => chooseLanguage("zh") },
            { label: "English", checked: language === "en", onSelect: () => chooseLanguage("en") },
          ],
        },
      ]}
    />
  );
}

export function ThemeMenu() {
  const theme = useTheme();
  const Now = themes.find(([name]) => name === theme)?.[2] ?? Monitor;
  return (
    <Menu
      align="end"
      trigger={<IconButton label={m.common_theme()} icon={<Now />} />}
      groups={[
        {
          items: themes.map(([name, label, Icon]) => ({
            label: label(),
            icon: <Icon aria-hidden />,
            checked: theme === name,
            onSelect: () => chooseTheme(name),
          })),
        },
      ]}
    />
  );
}
