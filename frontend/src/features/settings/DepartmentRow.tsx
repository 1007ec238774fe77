import { Link, useNavigate } from "@tanstack/react-router";
import { CornerDownRight, FolderTree, MoreHorizontal, Pencil, Users } from "lucide-react";
import { IconButton } from "@/components/IconButton";
import { Menu } from "@/components/Menu";
import { m } from "@/paraglide/messages";
import type { DepartmentTask } from "./DepartmentDialog";
import type { Node } from "./departmentTree";

/** One department; administrators get to its people and to what can be done with it. */
export function DepartmentRow({ node, onTask }: { node: Node; onTask?: (task: DepartmentTask) => void }) {
  const navigate = useNavigate();
  const { department, children } = node;
  const people = { to: "/settings/users", search: { department: department.id } } as const;
  return (
    <>
      <span className="min-w-0 grow truncate">
        {onTask ? (
          <Link {...people} className="hover:underline">
            {department.name}
          </Link>
        ) : (
          department.name
        )}
        {children.length > 0 && <span className="ml-2 text-ink-faint text-xs">{children.length}</span>}
      </span>
      {onTask && (
        <Menu
          align="end"
          trigger={
            <IconButton size="sm" label={m.settings_acts_on({ name: department.name })} icon={<MoreHorizontal />} />
          }
          groups={[
            {
              items: [
                {
                  label: m.settings_rename(),
                  icon: <Pencil aria-hidden />,
                  onSelect: () => onTask({ what: "rename", department }),
                },
                {
                  label: m.settings_move(),
                  icon: <FolderTree aria-hidden />,
                  onSelect: () => onTask({ what: "move", department }),
                },
                {
                  label: m.settings_create_below(),
                  icon: <CornerDownRight aria-hidden />,
                  onSelect: () => onTask({ what: "create", below: department.id }),
                },
              ],
            },
            {
              items: [
                {
                  label: m.settings_department_people(),
                  icon: <Users aria-hidden />,
                  onSelect: () => void navigate(people),
                },
              ],
            },
          ]}
        />
      )}
    </>
  );
}
