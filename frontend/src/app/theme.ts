import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const stored = "loam-theme";
const listeners = new Set<() => void>();

const read = (): Theme => {
  const theme = localStorage.getItem(stored);
  return theme === "light" || theme === "dark" ? theme : "system";
};

/** boot.js applies the same choice before the first paint. */
export function chooseTheme(theme: Theme) {
  if (theme === "system") {
    localStorage.removeItem(stored);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(stored, theme);
    document.documentElement.dataset.theme = theme;
  }
  for (const tell of listeners) tell();
}

export const useTheme = () =>
  useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, read);
