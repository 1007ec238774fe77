import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/IconButton";
import { m } from "@/paraglide/messages";
import type { DepartmentTask } from "./DepartmentDialog";
import { DepartmentRow } from "./DepartmentRow";
import type { Node } from "./departmentTree";

type Props = { nodes: readonly Node[]; onTask?: (task: DepartmentTask) => void };

/** Lists within lists: what screen readers read as a tree without more words. */
export function DepartmentTree({ nodes, onTask }: Props) {
  return (
    <ul className="divide-y divide-line">
      {nodes.map((node) => (
        <Branch key={node.department.id} node={node} onTask={onTask} />
      ))}
    </ul>
  );
}

function Branch({ node, onTask }: { node: Node; onTask?: (task: DepartmentTask) => void }) {
  const [isOpen, setOpen] = useState(true);
  const { department, depth, children } = node;
  const name = department.name;
  return (
    <li>
      <div
        className="flex min-h-11 items-center gap-1 pr-2 hover:bg-hover"
        style={{ paddingLeft: `${0.5 + depth * 1.5}rem` }}
      >
        {children.length > 0 ? (
          <IconButton
            size="sm"
            label={isOpen ? m.settings_fold({ name }) : m.settings_unfold({ name })}
            aria-expanded={isOpen}
            icon={isOpen ? <ChevronDown /> : <ChevronRight />}
            onClick={() => setOpen(!isOpen)}
          />
        ) : (
          <span className="w-7 shrink-0 pointer-coarse:w-9" />
        )}
        <DepartmentRow node={node} onTask={onTask} />
      </div>
      {isOpen && children.length > 0 && (
        <div className="border-line border-t">
          <DepartmentTree nodes={children} onTask={onTask} />
        </div>
      )}
    </li>
  );
}
