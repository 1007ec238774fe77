import type { LinkProps } from "@tanstack/react-router";
import {
  Hourglass,
  KeyRound,
  LogIn,
  type LucideIcon,
  Network,
  ScrollText,
  ShieldCheck,
  ShieldQuestion,
  TextCursorInput,
  UserRound,
  Users,
  Webhook,
} from "lucide-react";
import { m } from "@/paraglide/messages";

type Part = {
  to: LinkProps["to"] & `/settings/${string}`;
  label: () => string;
  icon: LucideIcon;
  /** What people type for it in the palette besides its name. */
  keywords: string[];
  /** Only those may see this part who may do this. */
  permission?: string;
};

const administrators = "identity:write";

/** The parts of the settings, in the order in which they stand beside each other. */
export const settingsParts: readonly Part[] = [
  { to: "/settings/profile", label: m.settings_profile, icon: UserRound, keywords: ["ziliao"] },
  {
    to: "/settings/security",
    label: m.security_title,
    icon: ShieldCheck,
    keywords: ["anquan", "mima", "liangbu", "2fa"],
  },
  {
    to: "/settings/users",
    label: m.settings_users,
    icon: Users,
    keywords: ["yonghu"],
    permission: administrators,
  },
  { to: "/settings/departments", label: m.settings_departments, icon: Network, keywords: ["bumen"] },
  {
    to: "/settings/api-keys",
    label: m.settings_api_keys,
    icon: KeyRound,
    keywords: ["miyao"],
    permission: administrators,
  },
  {
    to: "/settings/sign-in",
    label: m.security_ways_title,
    icon: LogIn,
    keywords: ["denglu", "sso"],
    permission: administrators,
  },
  {
    to: "/settings/fields",
    label: m.fields_title,
    icon: TextCursorInput,
    keywords: ["ziduan", "custom"],
    permission: "fields:write",
  },
  {
    to: "/settings/webhooks",
    label: m.webhooks_title,
    icon: Webhook,
    keywords: ["dingyue", "webhook"],
    permission: "webhooks:write",
  },
  { to: "/settings/jobs", label: m.jobs_title, icon: Hourglass, keywords: ["renwu", "houtai"] },
  {
    to: "/settings/audit",
    label: m.audit_title,
    icon: ScrollText,
    keywords: ["shenji", "audit"],
    permission: "audit:read",
  },
  {
    to: "/settings/privacy",
    label: m.privacy_requests,
    icon: ShieldQuestion,
    keywords: ["yinsi", "gdpr", "pipl"],
    permission: "privacy:write",
  },
];
