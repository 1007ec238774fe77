import { RotateCw, TriangleAlert } from "lucide-react";
import { asProblem } from "@/api/problem";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { Button } from "./Button";

type ErrorStateProps = { error: unknown; onRetry?: () => void; compact?: boolean };

/** What went wrong, in the server's words (problem+json), with the number to quote and a way on. */
export function ErrorState({ error, onRetry, compact }: ErrorStateProps) {
  const problem = asProblem(error);
  // a problem with a single fault often says it twice
  const faults = (problem.errors ?? []).filter((fault) => fault.detail !== problem.detail);
  return (
    <div
      role="alert"
      className={cx(
        "flex gap-3 rounded-lg border border-line bg-bad-soft px-4 py-3 text-ink",
        !compact && "mx-auto my-8 max-w-xl",
      )}
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad-ink" />
      <div className="min-w-0 grow">
        <p className="font-semibold">{problem.title}</p>
        {problem.detail && <p className="mt-0.5 break-words">{problem.detail}</p>}
        {faults.length > 0 && (
          <ul className="mt-1 list-disc pl-4">
            {faults.map((fault) => (
              <li key={fault.pointer + fault.code}>{fault.detail}</li>
            ))}
          </ul>
        )}
        {problem.request_id && (
          <p className="mt-1 break-all text-sm">{m.common_request_id({ id: problem.request_id })}</p>
        )}
        {onRetry && (
          <Button size="sm" className="mt-3" icon={<RotateCw aria-hidden />} onClick={onRetry}>
            {m.common_retry()}
          </Button>
        )}
      </div>
    </div>
  );
}
