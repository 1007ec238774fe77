import type { NotificationOut } from "@/api/generated";

type About = Pick<NotificationOut, "kind" | "entity" | "entity_id" | "customer_id">;

const pages: Record<string, (about: About) => string> = {
  customer: ({ entity_id }) => `/customers/${entity_id}`,
  opportunity: ({ entity_id }) => `/sandbox?view=table&opportunity=${entity_id}`,
  project: ({ entity_id }) => `/projects/${entity_id}`,
  account_plan: ({ entity_id }) => `/plans/${entity_id}`,
  activity: () => "/week",
  risk: ({ customer_id }) => `/customers/${customer_id}`,
  planning_cycle: ({ entity_id }) => `/selection?cycle=${entity_id}`,
  job: ({ entity_id }) => `/settings/jobs?job=${entity_id}`,
};

const discussed = new Set(["customer", "opportunity", "project"]);

/** Where the record of a notification is shown: a mention leads into the discussion itself. */
export function pageOf(about: About): string {
  const page = pages[about.entity]?.(about) ?? "/";
  if (about.kind !== "mentioned") return page;
  if (about.entity === "account_plan") return `${page}#discussion`;
  return discussed.has(about.entity) ? `${page}${page.includes("?") ? "&" : "?"}tab=discussion` : page;
}
