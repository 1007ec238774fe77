import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { IconButton } from "@/components/IconButton";
import { Menu, type MenuItem } from "@/components/Menu";
import { m } from "@/paraglide/messages";

type PartMenuProps = {
  title: string;
  items: MenuItem[];
  /** Absent where the part cannot be deleted. */
  remove?: { title: string; text: string; run: () => Promise<unknown> };
};

/** What one can do with a part of the plan; deleting asks once. */
export function PartMenu({ title, items, remove }: PartMenuProps) {
  const [removing, setRemoving] = useState(false);
  const groups = [
    ...(items.length > 0 ? [{ items }] : []),
    ...(remove ? [{ items: [{ label: m.common_delete(), danger: true, onSelect: () => setRemoving(true) }] }] : []),
  ];
  if (groups.length === 0) return null;
  return (
    <span data-print="no">
      <Menu
        align="end"
        trigger={<IconButton size="sm" label={m.plans_line_acts({ title })} icon={<Ellipsis aria-hidden />} />}
        groups={groups}
      />
      {remove && (
        <ConfirmDialog
          open={removing}
          onOpenChange={setRemoving}
          title={remove.title}
          consequence={remove.text}
          confirm={m.common_delete()}
          onConfirm={remove.run}
        />
      )}
    </span>
  );
}
