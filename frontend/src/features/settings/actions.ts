import type { PaletteAction } from "@/app/area";
import { settingsParts } from "./parts";

export const settingsActions: readonly PaletteAction[] = settingsParts;
