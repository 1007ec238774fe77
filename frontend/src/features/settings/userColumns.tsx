import { Avatar } from "@/components/Avatar";
import { Badge } from "@/components/Badge";
import type { GridColumn } from "@/components/DataGrid";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";
import { roleLabel } from "./roles";
import type { User } from "./useUsers";

const roleList = (user: User) =>
  new Intl.ListFormat(getLocale(), { type: "conjunction" }).format(user.roles.map(roleLabel));

let made: GridColumn<User>[] | undefined;

/** Made when first needed, in the language the page was opened in. */
export function userColumns(): GridColumn<User>[] {
  made ??= [
    {
      id: "name",
      header: m.settings_name(),
      width: 220,
      fixed: true,
      cell: (user) => (
        <span className="flex min-w-0 items-center gap-2">
          <Avatar name={user.name} size="sm" />
          <span className="truncate font-medium">{user.name}</span>
          {!user.active && <Badge>{m.settings_inactive()}</Badge>}
        </span>
      ),
    },
    { id: "title", header: m.settings_user_title(), width: 160, cell: (user) => user.title },
    { id: "roles", header: m.settings_roles(), width: 220, cell: roleList },
    { id: "department", header: m.settings_department(), width: 180, cell: (user) => user.department_name ?? "" },
    { id: "email", header: m.settings_email(), width: 240, grow: true, cell: (user) => user.email ?? "" },
  ];
  return made;
}

/** The same on a phone. */
export function UserLine({ user }: { user: User }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar name={user.name} />
      <div className="min-w-0 grow">
        <div className="truncate font-medium">{user.name}</div>
        <div className="truncate text-ink-soft text-sm">
          {[roleList(user), user.department_name].filter(Boolean).join(" · ")}
        </div>
      </div>
      {!user.active && <Badge>{m.settings_inactive()}</Badge>}
    </div>
  );
}
