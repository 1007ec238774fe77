import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { checkAuditSeal, type Finding, getAuditSeal, type SealState } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Skeleton } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import { useSession } from "@/hooks/useSession";
import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";

const key = ["audit", "seal"];
const LOOK_MS = 2000;

const faults: Record<Finding["fault"], (of: { seal: number; expected: number; found: number }) => string> = {
  events_removed: m.audit_fault_events_removed,
  events_added: m.audit_fault_events_added,
  events_changed: m.audit_fault_events_changed,
  seal_changed: m.audit_fault_seal_changed,
  seal_missing: m.audit_fault_seal_missing,
  not_as_expected: m.audit_fault_not_as_expected,
};

function headline(state: SealState): string {
  if (!state.sealed_until) return m.audit_seal_none();
  const at = formatDate(state.sealed_until, "dateTime");
  if (!state.check?.seals) return m.audit_seal_unchecked({ at });
  const count = state.check.findings.length;
  return count ? m.audit_seal_broken({ count }) : m.audit_seal_until({ at });
}

/** Whether the trail is as it was written. */
export function SealCard() {
  const { can } = useSession();
  const client = useQueryClient();
  const { data: state } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getAuditSeal({ signal }),
    enabled: can("audit:read"),
    refetchInterval: (query) => (query.state.data?.checking ? LOOK_MS : false),
  });
  const check = useMutation({
    mutationFn: () => checkAuditSeal(),
    onSuccess: (now) => client.setQueryData(key, now),
    onError: (error) => toast.problem(asProblem(error)),
  });
  if (!can("audit:read")) return null;
  if (!state) return <Skeleton className="h-32" />;
  const findings = state.check?.findings ?? [];
  const Icon = findings.length ? ShieldAlert : ShieldCheck;
  const busy = state.checking || check.isPending;
  return (
    <Card>
      <div className="flex flex-wrap items-start gap-3">
        <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${findings.length ? "text-bad-ink" : "text-leaf-ink"}`} />
        <div className="min-w-0 grow basis-64">
          <h2 className="font-semibold">
            <span role="status">{headline(state)}</span>
          </h2>
          <p className="mt-1 text-pretty text-ink-soft text-sm">
            {m.audit_seal_text({ waiting: formatNumber(state.waiting_events) })}{" "}
            {state.kept_years ? m.audit_kept({ years: state.kept_years }) : m.audit_kept_forever()}
          </p>
          {state.check && (
            <p className="text-ink-soft text-sm">
              {m.audit_seal_checked({
                at: formatDate(state.check.at, "dateTime"),
                seals: formatNumber(state.check.seals),
                events: formatNumber(state.check.events),
              })}
            </p>
          )}
          {findings.length > 0 && (
            <ul className="mt-2 list-disc pl-5 text-bad-ink">
              {findings.map((finding) => (
                <li key={`${finding.seal}${finding.fault}`}>
                  {faults[finding.fault](finding)}
                  {finding.first_at && finding.last_at && (
                    <span className="text-ink-soft text-sm">
                      {" "}
                      {formatDate(finding.first_at, "dateTime")} – {formatDate(finding.last_at, "dateTime")}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
          {state.fingerprint && (
            <details className="mt-2 text-sm">
              <summary className="cursor-pointer text-ink-soft">{m.audit_fingerprint()}</summary>
              <code className="mt-1 block break-all text-xs">
                {state.seals}:{state.fingerprint}
              </code>
              <p className="mt-1 text-ink-soft">{m.audit_fingerprint_hint()}</p>
            </details>
          )}
        </div>
        <Button size="sm" busy={busy} onClick={() => check.mutate()}>
          {busy ? m.audit_checking() : m.audit_check()}
        </Button>
      </div>
    </Card>
  );
}
