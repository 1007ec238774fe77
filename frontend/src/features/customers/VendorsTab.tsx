import { Handshake, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { listVendorPositions, type VendorPositionOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Meter } from "@/components/Meter";
import { Skeleton } from "@/components/Skeleton";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";

// Forms come when they are first opened: reading a page stays light.
const VendorSheet = lazy(() => import("./VendorSheet").then((module) => ({ default: module.VendorSheet })));

/** Who supplies this customer, product line by product line; what is left is shown as unallocated. */
export function VendorsTab({ customerId }: { customerId: string }) {
  const { can } = useSession();
  const [sheet, setSheet] = useState<VendorPositionOut | "new" | null>(null);
  const list = useList<VendorPositionOut>({
    noun: "vendor_position",
    params: { customerId },
    fetch: (cursor, signal) => listVendorPositions({ query: { customer_id: customerId, cursor, limit: 200 }, signal }),
  });
  const add = can("records:team") && (
    <Button icon={<Plus />} onClick={() => setSheet("new")}>
      {m.customers_vendor_create()}
    </Button>
  );
  const lines = [...new Map(list.rows.map((row) => [row.product_line_id, row.product_line_name]))];
  return (
    <>
      {list.isPending && <Skeleton className="h-64" />}
      {list.error && <ErrorState error={list.error} onRetry={list.retry} />}
      {!list.isPending && !list.error && lines.length === 0 && (
        <EmptyState icon={<Handshake />} title={m.customers_vendors_empty()} action={add}>
          {m.customers_vendors_empty_text()}
        </EmptyState>
      )}
      {lines.length > 0 && <div className="flex justify-end pb-3">{add}</div>}
      <div className="grid gap-4 lg:grid-cols-2">
        {lines.map(([id, name]) => (
          <LineCard
            key={id}
            name={name}
            rows={list.rows.filter((row) => row.product_line_id === id)}
            onOpen={(row) => setSheet(row)}
          />
        ))}
      </div>
      <Suspense>
        {sheet && (
          <VendorSheet
            customerId={customerId}
            position={sheet === "new" ? undefined : sheet}
            onClose={() => setSheet(null)}
          />
        )}
      </Suspense>
    </>
  );
}

type LineProps = { name: string; rows: VendorPositionOut[]; onOpen: (row: VendorPositionOut) => void };

function LineCard({ name, rows, onOpen }: LineProps) {
  const known = rows.reduce((sum, row) => sum + (row.share ?? 0), 0);
  const percent = (value: number) => `${Math.round(value)}%`;
  return (
    <Card title={name}>
      <ul className="divide-y divide-line">
        {[...rows]
          .sort((a, b) => (b.share ?? 0) - (a.share ?? 0))
          .map((row) => (
            <li key={row.id}>
              <button
                type="button"
                onClick={() => onOpen(row)}
                className="-mx-2 w-[calc(100%+1rem)] rounded-md px-2 py-2 text-left hover:bg-hover"
              >
                <span className="flex items-center gap-3">
                  <span className="flex min-w-0 grow items-center gap-2">
                    <span className="truncate font-medium">{row.vendor_name}</span>
                    {row.is_us && <Badge tone="good">{m.customers_us()}</Badge>}
                    {row.status === "assumed" && <Badge>{m.customers_assumed()}</Badge>}
                  </span>
                  <span className="w-36 shrink-0">
                    <Meter
                      label={m.customers_share()}
                      value={row.share}
                      tone={row.is_us ? "good" : "earth"}
                      format={percent}
                    />
                  </span>
                </span>
                <span className="flex flex-wrap gap-x-4 text-ink-soft text-sm">
                  {row.contract_ends_on && (
                    <span>
                      {m.customers_contract_ends_on()} <DateText value={row.contract_ends_on} />
                    </span>
                  )}
                  {row.satisfaction && <span>{m.customers_satisfaction_of({ value: row.satisfaction })}</span>}
                  {row.weaknesses && <span className="truncate">{row.weaknesses}</span>}
                </span>
              </button>
            </li>
          ))}
      </ul>
      {known < 100 && (
        <p className="pt-2 text-ink-faint text-sm">{m.customers_unallocated({ share: Math.round(100 - known) })}</p>
      )}
    </Card>
  );
}
