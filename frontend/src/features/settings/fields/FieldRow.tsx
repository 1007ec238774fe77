import { ArrowDown, ArrowUp } from "lucide-react";
import type { CustomFieldOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { IconButton } from "@/components/IconButton";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { labelOf } from "@/parts/custom/model";
import { typeWord } from "./words";

type FieldRowProps = { field: CustomFieldOut; onOpen: () => void; onUp?: () => void; onDown?: () => void };

export function FieldRow({ field, onOpen, onUp, onDown }: FieldRowProps) {
  const name = labelOf(field);
  return (
    <li className="flex items-center gap-2 px-2 py-1.5">
      <button
        type="button"
        onClick={onOpen}
        className={cx(
          "min-w-0 grow rounded-md px-2 py-1.5 text-left hover:bg-hover",
          field.archived && "text-ink-soft",
        )}
      >
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{name}</span>
          <code className="text-ink-soft text-xs">{field.key}</code>
          {field.required && <Badge tone="info">{m.common_required()}</Badge>}
          {field.class === "commercial" && <Badge tone="earth">{m.fields_class_commercial()}</Badge>}
          {field.archived && <Badge>{m.fields_archived()}</Badge>}
        </span>
        <span className="block text-ink-soft text-sm">
          {[typeWord[field.type](), field.section].filter(Boolean).join(" · ")}
        </span>
      </button>
      <IconButton size="sm" label={m.common_move_up({ name })} icon={<ArrowUp />} disabled={!onUp} onClick={onUp} />
      <IconButton
        size="sm"
        label={m.common_move_down({ name })}
        icon={<ArrowDown />}
        disabled={!onDown}
        onClick={onDown}
      />
    </li>
  );
}
