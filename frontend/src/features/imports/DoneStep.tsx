import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { ImportResult, ImportRunOut } from "@/api/generated";
import { buttonClass } from "@/components/Button";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { Service } from "./calls";
import { RecordsLink } from "./RecordsLink";
import { Rejects } from "./Rejects";
import { ResultCounts } from "./ResultCounts";
import type { Kind } from "./useKinds";

type Props = { service: Service; run: ImportRunOut; kind: Kind; result: ImportResult };

/** What the run did, where the records are, and what was left out. */
export function DoneStep({ service, run, kind, result }: Props) {
  return (
    <div className="mx-auto grid max-w-5xl gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-leaf-soft px-4 py-3 text-leaf-ink">
        <CircleCheck aria-hidden className="size-5 shrink-0" />
        <p role="status" className="min-w-0 grow font-medium">
          {m.imports_done_at({ at: run.done_at ? formatDate(run.done_at, "dateTime") : "" })}
        </p>
        <Link to="/imports" className={buttonClass("secondary")}>
          {m.imports_again()}
        </Link>
        <RecordsLink kind={kind.kind} />
      </div>
      <ResultCounts title={m.imports_did()} rows={run.rows} result={result} />
      {result.reject > 0 && <Rejects service={service} run={run} kind={kind} result={result} />}
    </div>
  );
}
