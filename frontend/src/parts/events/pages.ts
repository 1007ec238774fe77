const pages: Record<string, (id: string) => string> = {
  customer: (id) => `/customers/${id}`,
  project: (id) => `/projects/${id}`,
  account_plan: (id) => `/plans/${id}`,
  power_map: (id) => `/powermap/${id}`,
  opportunity: (id) => `/sandbox?view=table&opportunity=${id}`,
  app_user: (id) => `/settings/users?user=${id}`,
  webhook: (id) => `/settings/webhooks?webhook=${id}`,
  api_client: () => "/settings/api-keys",
  department: () => "/settings/departments",
};

/** Where a record is shown; what has no page of its own leads to its customer. */
export function addressOf(entity: string, id: string, customerId: string | null): string | undefined {
  return pages[entity]?.(id) ?? (customerId ? `/customers/${customerId}?tab=timeline` : undefined);
}
