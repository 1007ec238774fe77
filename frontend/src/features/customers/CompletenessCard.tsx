import type { Completeness } from "@/api/generated";
import { Card } from "@/components/Card";
import { Meter } from "@/components/Meter";
import { m } from "@/paraglide/messages";
import { itemWord, sectionWords } from "./completenessWords";

/** How complete and fresh the record is, and what to do about it. */
export function CompletenessCard({ completeness }: { completeness: Completeness }) {
  const percent = (value: number) => `${Math.round(value)}%`;
  return (
    <Card title={m.customers_completeness()}>
      <Meter label={m.customers_completeness()} value={completeness.percent} thresholds={[40, 75]} format={percent} />
      <ul className="mt-3 grid gap-2.5 text-sm">
        {completeness.sections.map((section) => (
          <li key={section.section}>
            <div className="flex items-center justify-between gap-3">
              <span>{sectionWords[section.section]()}</span>
              <span className="w-28">
                <Meter
                  label={sectionWords[section.section]()}
                  value={section.percent}
                  thresholds={[40, 75]}
                  format={percent}
                />
              </span>
            </div>
            {section.missing.length > 0 && (
              <p className="text-ink-soft text-xs">
                {m.customers_missing({ items: section.missing.map(itemWord).join(m.customers_comma()) })}
              </p>
            )}
            {section.stale.length > 0 && (
              <p className="text-warn-ink text-xs">
                {m.customers_stale({ items: section.stale.map(itemWord).join(m.customers_comma()) })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
