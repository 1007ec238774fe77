import { MoneyText } from "@/components/MoneyText";
import { Sheet } from "@/components/Sheet";
import { m } from "@/paraglide/messages";
import { useCurrency } from "@/parts/cycles";
import { ScoreText } from "./Facts";
import { horizonWord } from "./model";
import type { Bubble } from "./scene";
import { useWithin } from "./useWithin";

type ClusterSheetProps = { rows: readonly Bubble[]; onClose: () => void; onOpen: (row: Bubble) => void };

/** What a bubble with a count holds, the largest first. */
export function ClusterSheet({ rows, onClose, onOpen }: ClusterSheetProps) {
  const currency = useCurrency(useWithin().cycle);
  const shown = [...rows].sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={m.sandbox_cluster_title({ count: rows.length })}>
      <ul className="-mx-2">
        {shown.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              onClick={() => {
                onClose();
                onOpen(row);
              }}
              className="grid w-full grid-cols-[1fr_auto] gap-x-3 rounded-md px-2 py-2 text-left hover:bg-hover"
            >
              <span className="truncate font-medium">{row.title}</span>
              <MoneyText value={row.size} currency={currency} compact />
              <span className="truncate text-ink-soft text-sm">
                {row.customer_name ?? m.sandbox_no_customer()} · {row.horizon ? horizonWord[row.horizon]() : "—"}
              </span>
              <span className="text-right text-sm">
                <ScoreText score={row.attractiveness} known={row.known_share} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
