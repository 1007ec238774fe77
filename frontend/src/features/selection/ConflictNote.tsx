import { TriangleAlert } from "lucide-react";
import { m } from "@/paraglide/messages";
import type { SelectionOut } from "./model";
import { type Names, ruleText } from "./sentences";

/** Never just "impossible": the smallest set of rules that cannot hold together. */
export function ConflictNote({ rules, names }: { rules: SelectionOut["conflict"]; names: Names }) {
  return (
    <div
      role="alert"
      className="m-3 flex gap-2.5 rounded-lg border border-line bg-warn-soft px-3 py-2.5 text-sm text-warn-ink"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div>
        <p className="font-semibold">{m.selection_conflict()}</p>
        <ul className="mt-1 list-disc pl-4">
          {rules.map((rule) => {
            const text = ruleText(rule, names);
            return <li key={text}>{text}</li>;
          })}
        </ul>
      </div>
    </div>
  );
}
