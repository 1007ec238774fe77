import { Bell } from "lucide-react";
import type { PaletteAction } from "@/app/area";
import { m } from "@/paraglide/messages";

export const notificationsActions: readonly PaletteAction[] = [
  { label: m.notifications_title, keywords: ["tongzhi", "inbox", "bell"], icon: Bell, to: "/notifications" },
];
