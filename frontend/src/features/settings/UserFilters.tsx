import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { useDebounced } from "@/hooks/useDebounced";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { departmentOptions } from "./departmentTree";
import { usersRoute } from "./routes";
import { useDepartments } from "./useDepartments";

/** By name, department and whether they still work here; all of it in the address. */
export function UserFilters({ total }: { total: number | undefined }) {
  const { q, department, active } = usersRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/users" });
  const departments = useDepartments();
  const [text, setText] = useState(q ?? "");
  const rested = useDebounced(text.trim(), 200);
  useEffect(() => {
    if (rested !== (q ?? "")) void navigate({ search: (old) => ({ ...old, q: rested || undefined }), replace: true });
  }, [rested, q, navigate]);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="w-full sm:w-56">
        <Input
          type="search"
          icon={<Search />}
          aria-label={m.settings_users_search()}
          placeholder={m.settings_users_search()}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Select
        aria-label={m.settings_department()}
        className="max-w-52 max-sm:flex-1"
        placeholder={m.settings_all_departments()}
        value={department ?? ""}
        options={departmentOptions(departments.rows)}
        onChange={(event) =>
          navigate({ search: (old) => ({ ...old, department: event.target.value || undefined }), replace: true })
        }
      />
      <Select
        aria-label={m.settings_state()}
        className="max-w-36 max-sm:flex-1"
        value={active ?? ""}
        options={[
          { value: "", label: m.settings_active() },
          { value: "no", label: m.settings_inactive() },
          { value: "all", label: m.settings_active_all() },
        ]}
        onChange={(event) =>
          navigate({
            search: (old) => ({ ...old, active: (event.target.value || undefined) as typeof active }),
            replace: true,
          })
        }
      />
      {total !== undefined && (
        <span role="status" className="ml-auto text-ink-soft text-sm">
          {m.settings_users_count({ count: total, shown: formatNumber(total) })}
        </span>
      )}
    </div>
  );
}
