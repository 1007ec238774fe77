import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ShieldAlert } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { getSecondFactor } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { sessionQuery } from "@/hooks/useSession";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";

const SetUp = lazy(() => import("./SetUpSecondFactor").then((module) => ({ default: module.SetUpSecondFactor })));
const Renew = lazy(() => import("./RenewCodes").then((module) => ({ default: module.RenewCodes })));
const Remove = lazy(() => import("./RemoveSecondFactor").then((module) => ({ default: module.RemoveSecondFactor })));

/** Whether codes are asked for at sign-in, and how to begin or end that. */
export function SecondFactorCard({ due }: { due: boolean }) {
  const client = useQueryClient();
  const [open, setOpen] = useState<"set-up" | "renew" | "remove" | null>(null);
  const factor = useQuery({ queryKey: ["second-factor"], queryFn: ({ signal }) => getSecondFactor({ signal }) });
  const close = () => {
    setOpen(null);
    void factor.refetch();
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const state = factor.data;
  return (
    <Card
      title={m.security_factor()}
      actions={
        state && (
          <Badge tone={state.since ? "good" : "neutral"}>
            {state.since ? m.security_factor_on() : m.security_factor_off()}
          </Badge>
        )
      }
    >
      {due && (
        <p role="status" className="mt-1 mb-3 flex items-start gap-2.5 rounded-lg bg-warn-soft px-4 py-3 text-pretty">
          <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {m.security_factor_due()}
        </p>
      )}
      <p className="pt-1 text-pretty text-ink-soft">{m.security_factor_text()}</p>
      {factor.isPending && <SkeletonLines lines={2} label={m.common_loading()} />}
      {factor.error ? <ErrorState compact error={factor.error} onRetry={() => void factor.refetch()} /> : null}
      {state?.since && (
        <p className="mt-2 text-sm">
          {m.security_factor_since({ at: formatDate(state.since) })} ·{" "}
          {m.security_codes_left({ count: state.recovery_codes_left })}
          {state.required && <span className="block text-ink-soft">{m.security_factor_required()}</span>}
        </p>
      )}
      {state && (
        <div className="mt-3 flex flex-wrap gap-2">
          {state.since ? (
            <>
              <Button onClick={() => setOpen("renew")}>{m.security_codes_renew()}</Button>
              {!state.required && <Button onClick={() => setOpen("remove")}>{m.security_factor_remove()}</Button>}
            </>
          ) : (
            <Button look="primary" onClick={() => setOpen("set-up")}>
              {m.security_factor_set_up()}
            </Button>
          )}
        </div>
      )}
      <Suspense>
        {open === "set-up" && <SetUp onClose={close} />}
        {open === "renew" && <Renew onClose={close} />}
        {open === "remove" && <Remove onClose={close} />}
      </Suspense>
    </Card>
  );
}
