import type { Session } from "@/hooks/useSession";
import { getLocale, type Locale, setLocale } from "@/paraglide/runtime";

const stored = "loam-language";

/** Takes the language of the person's profile, unless this device already has a choice. */
export function adoptLanguage({ user }: Session) {
  const wanted = user.language?.split("-")[0];
  if (localStorage.getItem(stored) || (wanted !== "zh" && wanted !== "en")) return;
  if (wanted === getLocale()) localStorage.setItem(stored, wanted);
  else chooseLanguage(wanted);
}

/** Remembers the choice and starts the page anew in it. */
export function chooseLanguage(language: Locale) {
  void setLocale(language);
}
