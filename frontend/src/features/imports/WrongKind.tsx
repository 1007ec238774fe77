import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import type { ImportRunOut } from "@/api/generated";
import { m } from "@/paraglide/messages";
import type { Kind } from "./useKinds";
import { labelOf } from "./words";

/** Says so when nothing in the file looks like what was chosen. */
export function WrongKind({ run, kind }: { run: ImportRunOut; kind: Kind }) {
  const required = kind.fields.filter((field) => field.required);
  const found = required.filter((field) => field.name in run.mapping);
  const isDoubtful = Object.keys(run.mapping).length === 0 || (required.length > 0 && found.length === 0);
  if (!isDoubtful) return null;
  return (
    <div role="note" className="flex gap-3 rounded-lg border border-line bg-warn-soft px-4 py-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn-ink" />
      <div>
        <p className="font-semibold">{m.imports_wrong_kind({ kind: labelOf(kind) })}</p>
        <p className="mt-0.5 text-pretty">{m.imports_wrong_kind_text()}</p>
        <Link to="/imports" className="mt-1 inline-block font-medium text-leaf-ink hover:underline">
          {m.imports_choose_again()}
        </Link>
      </div>
    </div>
  );
}
