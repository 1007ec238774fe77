import { customersActions } from "@/features/customers/actions";
import { importsActions } from "@/features/imports/actions";
import { notificationsActions } from "@/features/notifications/actions";
import { settingsActions } from "@/features/settings/actions";

/** What the areas offer to do besides their pages; comes with the palette, not with the first page. */
export const areaActions = [...customersActions, ...importsActions, ...notificationsActions, ...settingsActions];
