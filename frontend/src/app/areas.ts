import { customersArea, customersRoutes } from "@/features/customers/routes";
import { importsArea, importsRoutes } from "@/features/imports/routes";
import { loopArea, loopRoutes } from "@/features/loop/routes";
import { notificationsRoutes } from "@/features/notifications/routes";
import { plansArea, plansRoutes } from "@/features/plans/routes";
import { powermapArea, powermapRoutes } from "@/features/powermap/routes";
import { projectsArea, projectsRoutes } from "@/features/projects/routes";
import { sandboxArea, sandboxRoutes } from "@/features/sandbox/routes";
import { scorecardsArea, scorecardsRoutes } from "@/features/scorecards/routes";
import { selectionArea, selectionRoutes } from "@/features/selection/routes";
import { settingsArea, settingsRoutes } from "@/features/settings/routes";
import { weekArea, weekRoutes } from "@/features/week/routes";

/** All areas, in the order of the rail. The only place that knows the features. */
export const areas = [
  loopArea,
  weekArea,
  customersArea,
  powermapArea,
  sandboxArea,
  selectionArea,
  plansArea,
  projectsArea,
  scorecardsArea,
  importsArea,
  settingsArea,
];

export const shellRoutes = [
  ...loopRoutes,
  ...weekRoutes,
  ...customersRoutes,
  ...powermapRoutes,
  ...sandboxRoutes,
  ...selectionRoutes,
  ...plansRoutes,
  ...projectsRoutes,
  ...scorecardsRoutes,
  ...importsRoutes,
  ...notificationsRoutes,
  ...settingsRoutes,
] as const;

export { Bell } from "@/features/notifications/Bell";
export { useUnread } from "@/features/notifications/useNotifications";
export { sessionRoutes } from "@/features/session/routes";
