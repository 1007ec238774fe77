import { Plus } from "lucide-react";
import type { PaletteAction } from "@/app/area";
import { m } from "@/paraglide/messages";

export const customersActions: readonly PaletteAction[] = [
  {
    label: m.customers_create,
    keywords: ["xinjian", "kehu", "new"],
    icon: Plus,
    to: "/customers?create=true" as "/customers",
    permission: "records:team",
  },
];
