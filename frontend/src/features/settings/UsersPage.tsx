import { useNavigate } from "@tanstack/react-router";
import { Plus, Users } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/Button";
import { DataGrid, GridColumns, useGridView } from "@/components/DataGrid";
import { EmptyState } from "@/components/EmptyState";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { usersRoute } from "./routes";
import { SettingsFrame } from "./SettingsFrame";
import { UserFilters } from "./UserFilters";
import { UserLine, userColumns } from "./userColumns";
import { type User, useUsers } from "./useUsers";

const UserSheet = lazy(() => import("./UserSheet").then((module) => ({ default: module.UserSheet })));
const CreateUser = lazy(() => import("./CreateUser").then((module) => ({ default: module.CreateUser })));
const rowId = (row: User) => row.id;

/** The people of the organisation, for administrators. */
export function UsersPage() {
  const { can } = useSession();
  const search = usersRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/users" });
  const [view, setView] = useGridView("users");
  const list = useUsers(search, can("identity:write"));
  const show = (user: string | undefined) =>
    navigate({ search: (old) => ({ ...old, user, create: undefined }), resetScroll: false });
  const create = (wanted: true | undefined) => navigate({ search: (old) => ({ ...old, create: wanted }) });
  const isFiltered = !!(search.q || search.department || search.active);
  return (
    <SettingsFrame
      full
      needs="identity:write"
      title={m.settings_users()}
      filters={<UserFilters total={list.total} />}
      actions={
        <>
          <GridColumns columns={userColumns()} view={view} onView={setView} />
          <Button look="primary" icon={<Plus aria-hidden />} onClick={() => create(true)}>
            {m.settings_user_create()}
          </Button>
        </>
      }
    >
      <DataGrid
        label={m.settings_users()}
        columns={userColumns()}
        view={view}
        onView={setView}
        list={list}
        rowId={rowId}
        onOpen={(row) => show(row.id)}
        compact={(row) => <UserLine user={row} />}
        empty={
          <EmptyState icon={<Users />} title={isFiltered ? m.settings_users_none_found() : m.settings_users_empty()}>
            {isFiltered ? m.settings_users_none_found_text() : m.settings_users_empty_text()}
          </EmptyState>
        }
      />
      <Suspense>
        {search.user && <UserSheet key={search.user} id={search.user} onClose={() => show(undefined)} />}
        {search.create && <CreateUser onClose={() => create(undefined)} onCreated={show} />}
      </Suspense>
    </SettingsFrame>
  );
}
