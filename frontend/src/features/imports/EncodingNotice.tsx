import { Link } from "@tanstack/react-router";
import type { ImportRunOut } from "@/api/generated";
import { Button, buttonClass } from "@/components/Button";
import { Card } from "@/components/Card";
import { m } from "@/paraglide/messages";
import type { DraftState } from "./useDraft";

/** Nearly any bytes can be read as GB18030, so somebody looks whether they read as words. */
export function EncodingNotice({ run, state }: { run: ImportRunOut; state: DraftState }) {
  if (run.confirmed) return null;
  return (
    <Card title={m.imports_encoding_title()}>
      <p className="pt-1 text-pretty text-ink-soft">{m.imports_encoding_text()}</p>
      <div className="mt-3 overflow-x-auto rounded-md border border-line">
        <table className="w-full text-sm">
          <thead className="bg-sunken text-left">
            <tr>
              {run.columns.map((column) => (
                <th key={column} scope="col" className="whitespace-nowrap px-3 py-1.5 font-medium">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {run.samples.slice(0, 3).map((cells) => (
              <tr key={cells.join("\u0000")}>
                {run.columns.map((column, place) => (
                  <td key={column} className="max-w-60 truncate px-3 py-1.5">
                    {cells[place]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap justify-end gap-3 pt-3">
        <Link to="/imports" search={{ kind: run.kind }} className={buttonClass("secondary")}>
          {m.imports_encoding_wrong()}
        </Link>
        <Button look="primary" onClick={() => void state.confirm()}>
          {m.imports_encoding_right()}
        </Button>
      </div>
    </Card>
  );
}
