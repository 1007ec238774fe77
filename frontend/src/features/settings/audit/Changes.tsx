import type { AuditItem } from "@/api/generated";
import { m } from "@/paraglide/messages";
import { fieldWord } from "@/parts/events/fieldWords";
import { valueText } from "@/parts/events/valueWords";

/** Each changed field with what it was and what it became; on the name, the one that the API gives it. */
export function Changes({ item }: { item: AuditItem }) {
  const fields = Object.entries(item.changes) as [string, [unknown, unknown]][];
  return (
    <>
      {item.reason && (
        <p className="whitespace-pre-line text-pretty">
          <span className="text-ink-soft">{m.audit_reason()}</span> {item.reason}
        </p>
      )}
      {fields.length > 0 && (
        <div className="overflow-x-auto">
          <table className="w-full text-left text-sm">
            <thead className="whitespace-nowrap text-ink-soft">
              <tr>
                <th className="py-1 pr-4 font-medium">{m.audit_field()}</th>
                <th className="py-1 pr-4 font-medium">{m.audit_before()}</th>
                <th className="py-1 font-medium">{m.audit_after()}</th>
              </tr>
            </thead>
            <tbody className="align-top">
              {fields.map(([name, [before, after]]) => (
                <tr key={name} className="border-line border-t">
                  <th scope="row" title={name} className="py-1 pr-4 font-normal text-ink-soft">
                    {fieldWord(name)}
                  </th>
                  <Value of={item.entity} field={name} value={before} />
                  <Value of={item.entity} field={name} value={after} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {fields.length === 0 && item.withheld === 0 && <p className="text-ink-soft text-sm">{m.audit_no_fields()}</p>}
      {item.withheld > 0 && <p className="text-ink-soft text-sm">{m.audit_withheld({ count: item.withheld })}</p>}
    </>
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function Value({ of, field, value }: { of: string; field: string; value: unknown }) {
  const nothing = value === null || value === undefined || value === "";
  const text = valueText(of, field, value);
  return (
    <td className="max-w-80 whitespace-pre-wrap break-words py-1 pr-4">
      {nothing ? (
        <span className="text-ink-faint">{text}</span>
      ) : uuid.test(text) ? (
        <code title={text} className="text-ink-soft text-xs">
          …{text.slice(-6)}
        </code>
      ) : (
        text
      )}
    </td>
  );
}
