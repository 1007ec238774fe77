import { Link, useNavigate } from "@tanstack/react-router";
import { CalendarPlus, Plus } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { Select } from "@/components/Select";
import { SkeletonLines } from "@/components/Skeleton";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { useCycles } from "@/parts/cycles";
import { CycleForm } from "./CycleForm";
import { CycleView } from "./CycleView";
import { cycleStateWord } from "./model";
import { selectionRoute } from "./routes";

/** One planning cycle: its scenarios, its limits, its targets; and the way to begin the next. */
export function SelectionPage() {
  const { cycle, create } = selectionRoute.useSearch();
  const navigate = useNavigate({ from: selectionRoute.fullPath });
  const { can } = useSession();
  const mayDecide = can("planning:decide");
  const cycles = useCycles();
  const chosen = cycle ?? cycles.data?.[0]?.id;
  const creating = (open: boolean) => void navigate({ search: (old) => ({ ...old, create: open || undefined }) });
  const begin = mayDecide && (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => creating(true)}>
      {m.selection_cycle_create()}
    </Button>
  );
  return (
    <Page
      title={m.selection_title()}
      aside={
        cycles.data &&
        cycles.data.length > 0 && (
          <span className="w-64 max-w-full">
            <Select
              aria-label={m.selection_cycle()}
              value={chosen}
              options={cycles.data.map((one) => ({
                value: one.id,
                label: `${one.name} · ${cycleStateWord[one.state]()}`,
              }))}
              onChange={(event) => void navigate({ search: (old) => ({ ...old, cycle: event.target.value }) })}
            />
          </span>
        )
      }
      actions={cycles.data && cycles.data.length > 0 && begin}
    >
      {cycles.error && !cycles.data && <ErrorState error={cycles.error} onRetry={() => void cycles.refetch()} />}
      {cycles.isPending && <SkeletonLines lines={8} label={m.common_loading()} />}
      {cycles.data?.length === 0 && (
        <EmptyState
          icon={<CalendarPlus />}
          title={m.selection_cycle_none()}
          action={
            <>
              {begin}
              <Link to="/sandbox" className="self-center text-leaf-ink underline">
                {m.selection_to_sandbox()}
              </Link>
            </>
          }
        >
          {m.selection_cycle_none_text()}
        </EmptyState>
      )}
      {chosen && <CycleView key={chosen} id={chosen} mayDecide={mayDecide} />}
      {create && mayDecide && (
        <CycleForm
          onClose={() => creating(false)}
          onCreated={(id) => void navigate({ search: { cycle: id, tab: "limits" } })}
        />
      )}
    </Page>
  );
}
