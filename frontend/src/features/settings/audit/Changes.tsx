import type { AuditItem } from "@/api/generated";
import { m } from "@/paraglide/messages";

const written = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);

/** Each changed field with what it was and what it became. Fields carry the names that the API gives them. */
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
                  <th scope="row" className="py-1 pr-4 font-mono font-normal text-xs leading-5">
                    {name}
                  </th>
                  <Value value={before} />
                  <Value value={after} />
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

function Value({ value }: { value: unknown }) {
  const nothing = value === null || value === undefined || value === "";
  return (
    <td className="max-w-80 whitespace-pre-wrap break-words py-1 pr-4">
      {nothing ? <span className="text-ink-faint">{m.audit_none()}</span> : written(value)}
    </td>
  );
}
