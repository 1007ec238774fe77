import { lazy, Suspense, useMemo, useState } from "react";
import type { ImportResult, ImportRunOut } from "@/api/generated";
import { Card } from "@/components/Card";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { Service } from "./calls";
import { RejectRow } from "./RejectRow";
import { RejectsButton } from "./RejectsButton";
import { grouped, type RejectGroup } from "./rejectGroups";
import type { Kind } from "./useKinds";

const ReplaceDialog = lazy(() => import("./ReplaceDialog").then((module) => ({ default: module.ReplaceDialog })));

type Props = { service: Service; run: ImportRunOut; kind: Kind; result: ImportResult; mendable?: boolean };

/** Why rows are left out, the same fault said once; what a cell says can be mended on the spot. */
export function Rejects({ service, run, kind, result, mendable }: Props) {
  const groups = useMemo(() => grouped(result.rejects), [result.rejects]);
  const [mended, setMended] = useState<RejectGroup | null>(null);
  const rows = new Set(result.rejects.map((reject) => reject.row)).size;
  return (
    <Card title={m.imports_rejects()} actions={<RejectsButton service={service} run={run} />} flush>
      {rows < result.reject && (
        <p className="px-4 pt-1 text-ink-soft text-sm">
          {m.imports_rejects_first({ shown: formatNumber(rows), all: formatNumber(result.reject) })}
        </p>
      )}
      <ul className="mt-2 divide-y divide-line border-line border-t">
        {groups.map((group) => (
          <RejectRow
            key={JSON.stringify([group.field, group.code, group.value])}
            group={group}
            field={kind.fields.find((field) => field.name === group.field)}
            onMend={mendable && group.column !== null ? () => setMended(group) : undefined}
          />
        ))}
      </ul>
      {mended && (
        <Suspense>
          <ReplaceDialog service={service} run={run} kind={kind} group={mended} onClose={() => setMended(null)} />
        </Suspense>
      )}
    </Card>
  );
}
