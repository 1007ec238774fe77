import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { PersonCard } from "../PersonCard";
import type { PersonNode as Shape } from "./nodes";

/** A card on the canvas: a button one can drag. */
export const PersonNode = memo(function PersonNode({ data }: NodeProps<Shape>) {
  const { person, stale, chosen, reachable, vendors, onOpen } = data;
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} className="invisible" />
      <button
        type="button"
        data-person={person.id}
        tabIndex={reachable ? 0 : -1}
        aria-current={chosen || undefined}
        onClick={() => onOpen(person.id)}
        className="block rounded-lg"
      >
        <PersonCard person={person} stale={stale} chosen={chosen} vendors={vendors} />
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} className="invisible" />
    </>
  );
});
