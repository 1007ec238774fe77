import { Link } from "@tanstack/react-router";
import { Grid3x3, MapPin } from "lucide-react";
import { useMemo, useRef } from "react";
import { Button, buttonClass } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Skeleton } from "@/components/Skeleton";
import { cx } from "@/lib/cx";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { useCurrency } from "@/parts/cycles";
import { colouring } from "./colours";
import { HorizonBoard } from "./HorizonBoard";
import { Legend } from "./Legend";
import type { SandboxOpportunity, SandboxOut } from "./model";
import { sandboxRoute } from "./routes";
import { SandboxTable } from "./SandboxTable";
import { SpanMatrix } from "./SpanMatrix";
import type { Bubble } from "./scene";
import { useLineNames } from "./useNames";
import { useMove, useSandbox } from "./useSandbox";
import { useSize } from "./useSize";
import { everything, newFindings, useWithin } from "./useWithin";

type SandboxContentProps = {
  onOpen: (row: SandboxOpportunity) => void;
  onCluster: (rows: Bubble[]) => void;
  onCreate?: () => void;
  mayWrite: boolean;
};

export function SandboxContent({ onCreate, ...acts }: SandboxContentProps) {
  const { scope = "company", id } = sandboxRoute.useSearch();
  const board = useSandbox();
  const { within } = useWithin();
  if (scope !== "company" && !id)
    return (
      <EmptyState icon={<MapPin />} title={m.sandbox_scope_missing()}>
        {m.sandbox_scope_missing_text()}
      </EmptyState>
    );
  if (board.error && !board.data) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />;
  if (!board.data) return <Loading />;
  if (board.data.opportunities.length === 0)
    return (
      <EmptyState
        icon={<Grid3x3 />}
        title={within === everything ? m.sandbox_empty() : m.sandbox_empty_within()}
        action={
          <>
            {within !== newFindings && within !== everything && (
              <Wider cycle={newFindings}>{m.sandbox_new_findings()}</Wider>
            )}
            {within !== everything && <Wider cycle={everything}>{m.sandbox_everything()}</Wider>}
            {onCreate && (
              <Button look="primary" onClick={onCreate}>
                {m.sandbox_create()}
              </Button>
            )}
          </>
        }
      >
        {within === everything ? m.sandbox_empty_text() : m.sandbox_empty_within_text()}
      </EmptyState>
    );
  return <Views {...acts} data={board.data} stale={board.isPlaceholderData} />;
}

function Wider({ cycle, children }: { cycle: string; children: string }) {
  return (
    <Link to="/sandbox" search={(old: object) => ({ ...old, cycle, state: undefined })} className={buttonClass()}>
      {children}
    </Link>
  );
}

/** Never narrower than can be read: a phone scrolls sideways from column to column. */
const least = { board: 900, span: 640, table: 0 };

type ViewsProps = Omit<SandboxContentProps, "onCreate"> & { data: SandboxOut; stale: boolean };

function Views({ data, stale, onOpen, onCluster, mayWrite }: ViewsProps) {
  const { view = "board", colour = "role" } = sandboxRoute.useSearch();
  const { cycle } = useWithin();
  const currency = useCurrency(cycle);
  const lines = useLineNames();
  const move = useMove();
  const room = useRef<HTMLDivElement>(null);
  const size = useSize(room);
  const colours = useMemo(() => colouring(colour, data.opportunities, lines), [colour, data.opportunities, lines]);
  const most = data.opportunities.reduce((top, row) => Math.max(top, row.expected_revenue ?? 0), 0);
  const area = size && { width: Math.max(size.width, least[view]), height: Math.max(420, size.height - 4) };
  const plot = {
    data,
    hue: colours.of,
    currency,
    onOpen,
    onCluster,
    onMove: mayWrite
      ? (row: SandboxOpportunity, horizon: "short" | "mid" | "long") => move({ row, horizon })
      : undefined,
  };
  return (
    <div className={cx("flex h-full flex-col", stale && "opacity-70")} aria-busy={stale || undefined}>
      <p className="sr-only" role="status">
        {m.sandbox_count({ count: data.total, shown: formatNumber(data.total) })}
      </p>
      {data.total > data.opportunities.length && (
        <p className="border-line border-b bg-warn-soft px-4 py-1.5 text-sm text-warn-ink md:px-6">
          {m.sandbox_truncated({ shown: formatNumber(data.opportunities.length), total: formatNumber(data.total) })}
        </p>
      )}
      <div ref={room} className={cx("min-h-0 grow overflow-auto", view !== "table" && "mx-2 mt-2 md:mx-4")}>
        {area && view === "board" && <HorizonBoard {...plot} {...area} />}
        {area && view === "span" && <SpanMatrix {...plot} {...area} />}
        {view === "table" && (
          <SandboxTable rows={data.opportunities} currency={currency} lines={lines} onOpen={onOpen} />
        )}
      </div>
      <footer className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2 md:px-6">
        {view === "table" ? <span /> : <Legend colours={colours} most={most} currency={currency} />}
        <p className="text-ink-soft text-xs">
          {m.sandbox_model({ name: data.model.name, version: data.model.version_no })}
        </p>
      </footer>
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label={m.common_loading()} className="grid h-full grid-cols-3 gap-3 p-4">
      <Skeleton className="h-full" />
      <Skeleton className="h-full" />
      <Skeleton className="h-full" />
    </div>
  );
}
