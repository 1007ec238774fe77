import { FileUp } from "lucide-react";
import type { PaletteAction } from "@/app/area";
import { m } from "@/paraglide/messages";

export const importsActions: readonly PaletteAction[] = [
  {
    label: m.imports_action,
    keywords: ["daoru", "csv", "upload"],
    icon: FileUp,
    to: "/imports",
    permission: "imports:write",
  },
];
