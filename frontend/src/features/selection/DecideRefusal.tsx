import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { getSelection } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { ErrorState } from "@/components/ErrorState";
import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { CycleDetail } from "./model";
import { workbenchRoute } from "./routes";
import { limitText, type Names } from "./sentences";

/** What the refusals of a decision carry beside their words. */
type Told = {
  decided_selection_id?: string;
  missing?: { resource_id?: string; period?: string; missing?: number | string; amount?: number | string }[];
};

type DecideRefusalProps = { error: unknown; cycle: CycleDetail; names: Names };

/** Why it was not decided, and the way on: somebody was first, or a limit does not reach. */
export function DecideRefusal({ error, cycle, names }: DecideRefusalProps) {
  const problem = asProblem(error) as ReturnType<typeof asProblem> & Told;
  const firstId =
    problem.code === "already_decided" ? (problem.decided_selection_id ?? cycle.decided_selection_id) : null;
  const limits = problem.code === "limit_exceeded" ? (problem.missing ?? []) : [];
  return (
    <div>
      <ErrorState compact error={error} />
      {firstId && <First id={firstId} cycleId={cycle.id} />}
      {limits.length > 0 && (
        <div className="mt-2 text-sm">
          <ul className="list-disc pl-5">
            {limits.map(({ resource_id = "", period = "", missing, amount }) => (
              <li key={resource_id + period}>
                {m.selection_over_limit({
                  limit: limitText({ resource_id, period }, names),
                  amount: formatNumber(Number(missing ?? amount ?? 0), { maximumFractionDigits: 1 }),
                  unit: names.resource(resource_id).unit,
                })}
              </li>
            ))}
          </ul>
          <Link to="/selection" search={{ cycle: cycle.id, tab: "limits" }} className="text-leaf-ink underline">
            {m.selection_raise_limits()}
          </Link>
        </div>
      )}
    </div>
  );
}

function First({ id, cycleId }: { id: string; cycleId: string }) {
  const { data } = useQuery({
    queryKey: ["selection", "record", id],
    queryFn: ({ signal }) => getSelection({ path: { selection_id: id }, signal }),
  });
  return (
    <p className="mt-2 text-sm">
      {data?.decided_at &&
        m.selection_decided_by({
          who: data.decided_by_name ?? m.selection_partner_system(),
          when: formatDate(data.decided_at, "dateTime"),
          name: data.name,
        })}{" "}
      <Link to={workbenchRoute.fullPath} params={{ cycleId, selectionId: id }} className="text-leaf-ink underline">
        {m.selection_see_decision()}
      </Link>
    </p>
  );
}
