import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { index } from "../findings";
import type { AssessmentOut } from "../model";

type IndexBarsProps = { assessment: AssessmentOut; vendors: ReadonlyMap<string, string> };

/** Support for us and for each competitor on one scale from −1 to 1, zero in the middle. */
export function IndexBars({ assessment, vendors }: IndexBarsProps) {
  const rows = [
    { id: "us", name: m.powermap_us(), value: assessment.support_index, own: true },
    ...assessment.competitors
      .map((one) => ({
        id: one.vendor_id,
        name: vendors.get(one.vendor_id) ?? "…",
        value: one.support_index,
        own: false,
      }))
      .sort((a, b) => (b.value ?? -2) - (a.value ?? -2)),
  ];
  return (
    <section>
      <h2 className="font-semibold">{m.powermap_support_title()}</h2>
      <p className="mb-2 text-ink-soft text-sm">{m.powermap_support_hint()}</p>
      <dl className="grid grid-cols-[minmax(3rem,auto)_1fr_3rem] items-center gap-x-3 gap-y-1.5">
        {rows.map((row) => (
          <div key={row.id} className="contents">
            <dt className={cx("max-w-32 truncate", row.own && "font-medium")}>{row.name}</dt>
            <dd aria-hidden className="relative h-2 rounded-full bg-line">
              <span className="absolute inset-y-[-2px] left-1/2 w-px bg-control" />
              {row.value !== null && (
                <span
                  className={cx(
                    "absolute inset-y-0 rounded-full",
                    row.own ? (row.value < 0 ? "bg-bad" : "bg-leaf") : "bg-earth",
                  )}
                  style={{
                    left: `${50 + Math.min(0, row.value) * 50}%`,
                    width: `${Math.abs(row.value) * 50}%`,
                  }}
                />
              )}
            </dd>
            <dd className="text-right font-medium">{row.value === null ? "—" : index(row.value)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-sm">{netText(assessment.net)}</p>
    </section>
  );
}

function netText(net: number | null): string {
  if (net === null) return m.powermap_net_unknown();
  if (Math.abs(net) < 0.005) return m.powermap_net_even();
  const value = index(Math.abs(net)).replace("+", "");
  return net > 0 ? m.powermap_net_ahead({ value }) : m.powermap_net_behind({ value });
}
