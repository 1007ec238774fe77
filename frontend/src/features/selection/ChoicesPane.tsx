import { useNavigate } from "@tanstack/react-router";
import { ListChecks, Search } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/EmptyState";
import { Input } from "@/components/Input";
import { SkeletonLines } from "@/components/Skeleton";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { ChoiceList } from "./ChoiceList";
import type { RowActs } from "./ChoiceRow";
import { workbenchRoute } from "./routes";
import { countsOf, filtered, type Row, type Show } from "./rows";
import type { Names } from "./sentences";

type ChoicesPaneProps = RowActs & { rows: readonly Row[]; names: Names; loading: boolean; above?: ReactNode };

const words: Record<Show, () => string> = {
  all: m.selection_show_everything,
  chosen: m.selection_chosen,
  given_up: m.selection_given_up,
  changed: m.selection_changed,
  unknown: m.selection_value_unknown,
};

/** All proposals of the cycle, parted into chosen and given up. */
export function ChoicesPane({ rows, names, loading, above, ...acts }: ChoicesPaneProps) {
  const { show = "all", q } = workbenchRoute.useSearch();
  const navigate = useNavigate({ from: workbenchRoute.fullPath });
  const counts = countsOf(rows);
  const shown = filtered(rows, show, q);
  return (
    <div className="flex h-full min-h-0 flex-col">
      {above}
      <div className="flex flex-wrap items-center gap-x-1 gap-y-2 border-line border-b px-4 py-2">
        {(Object.keys(words) as Show[]).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={show === one}
            onClick={() =>
              void navigate({ search: (old) => ({ ...old, show: one === "all" ? undefined : one }), replace: true })
            }
            className={cx(
              "h-7 rounded-md px-2 text-sm pointer-coarse:h-9",
              show === one ? "bg-leaf-soft font-medium text-leaf-ink" : "text-ink-soft hover:bg-hover",
            )}
          >
            {words[one]()} {counts[one]}
          </button>
        ))}
        <span className="ml-auto min-w-40 grow basis-40">
          <Input
            type="search"
            icon={<Search />}
            aria-label={m.selection_find()}
            placeholder={m.selection_find()}
            value={q ?? ""}
            onChange={(event) =>
              void navigate({ search: (old) => ({ ...old, q: event.target.value || undefined }), replace: true })
            }
          />
        </span>
      </div>
      <div className="min-h-0 grow">
        {loading ? (
          <div className="p-4">
            <SkeletonLines lines={12} label={m.common_loading()} />
          </div>
        ) : rows.length === 0 ? (
          <EmptyState icon={<ListChecks />} title={m.selection_no_proposals()}>
            {m.selection_no_proposals_text()}
          </EmptyState>
        ) : shown.length === 0 ? (
          <p className="px-4 py-10 text-center text-ink-soft">{m.common_nothing_found()}</p>
        ) : (
          <ChoiceList rows={shown} names={names} {...acts} />
        )}
      </div>
    </div>
  );
}
