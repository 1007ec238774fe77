import type { ApiClientCreate } from "@/api/generated";
import { m } from "@/paraglide/messages";

export type Scope = ApiClientCreate["scopes"][number];

/** What each scope opens, in words; in groups as one thinks of them. */
export const scopeWords: Record<Scope, () => string> = {
  "records:read": m.settings_scope_records_read,
  "records:write": m.settings_scope_records_write,
  "transactions:write": m.settings_scope_transactions_write,
  "imports:write": m.settings_scope_imports_write,
  "planning:read": m.settings_scope_planning_read,
  "planning:write": m.settings_scope_planning_write,
  "planning:decide": m.settings_scope_planning_decide,
  "performance:read": m.settings_scope_performance_read,
  "jobs:read": m.settings_scope_jobs_read,
  "audit:read": m.settings_scope_audit_read,
  "webhooks:write": m.settings_scope_webhooks_write,
  "identity:read": m.settings_scope_identity_read,
  "identity:write": m.settings_scope_identity_write,
  sensitive: m.settings_scope_sensitive,
};

export const scopeNames = Object.keys(scopeWords) as Scope[];
export const scopeText = (name: string) => (name in scopeWords ? scopeWords[name as Scope]() : name);
