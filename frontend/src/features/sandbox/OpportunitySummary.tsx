import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Badge } from "@/components/Badge";
import { DateText } from "@/components/DateText";
import { MoneyText } from "@/components/MoneyText";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { useCurrency } from "@/parts/cycles";
import { Fact, ScoreText } from "./Facts";
import {
  horizonWord,
  type OpportunityDetail,
  quadrantMeaning,
  quadrantWord,
  roleWord,
  type SandboxOut,
  stateTone,
  stateWord,
} from "./model";
import { useLineNames } from "./useNames";

const percent = (value: number | null) =>
  value === null ? "—" : formatNumber(value, { style: "percent", maximumFractionDigits: 1 });

export function OpportunitySummary({ row }: { row: OpportunityDetail }) {
  const lines = useLineNames();
  const currency = useCurrency(row.cycle_id ?? undefined);
  const placed = usePlaced(row.id);
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={stateTone[row.state]}>{stateWord[row.state]()}</Badge>
        {row.horizon && <Badge>{horizonWord[row.horizon]()}</Badge>}
        {row.mandatory && <Badge tone="warn">{m.sandbox_mandatory()}</Badge>}
        {row.cycle_name && <span className="text-ink-soft text-sm">{row.cycle_name}</span>}
      </p>
      {row.reason && <p className="rounded-md bg-sunken px-3 py-2 text-sm">{row.reason}</p>}
      {placed?.quadrant && (
        <p className="text-sm">
          <span className="font-semibold">{quadrantWord[placed.quadrant]()}</span>{" "}
          <span className="text-ink-soft">{quadrantMeaning[placed.quadrant]()}</span>
        </p>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        <Fact word={m.sandbox_customer()}>
          {row.customer_id ? (
            <Link to={`/customers/${row.customer_id}` as "/customers"} className="text-leaf-ink hover:underline">
              {row.customer_name}
            </Link>
          ) : (
            m.sandbox_no_customer()
          )}
        </Fact>
        <Fact word={m.sandbox_line()}>{lines.get(row.product_line_id ?? "") ?? "—"}</Fact>
        {placed && (
          <>
            <Fact word={m.sandbox_attractiveness()}>
              <ScoreText score={placed.attractiveness} known={placed.known_share} />
            </Fact>
            <Fact word={m.sandbox_position()}>
              <ScoreText score={placed.position} known={placed.position_known_share} />
            </Fact>
          </>
        )}
        <Fact word={m.sandbox_market_space()}>
          <MoneyText value={row.market_space} currency={currency} />
        </Fact>
        <Fact word={m.sandbox_expected_revenue_year()}>
          <MoneyText value={row.expected_revenue} currency={currency} />
        </Fact>
        <Fact word={m.sandbox_value()}>
          <MoneyText value={row.value} currency={currency} />
        </Fact>
        <Fact word={m.sandbox_win_probability()}>{percent(row.win_probability)}</Fact>
        <Fact word={m.sandbox_award_on()}>
          <DateText value={row.award_on} />
        </Fact>
        <Fact word={m.sandbox_source()}>
          {row.source_role ? roleWord[row.source_role]() : m.sandbox_role_unknown()}
        </Fact>
        <Fact word={m.sandbox_owner()}>{row.owner_name ?? "—"}</Fact>
        <Fact word={m.sandbox_team()}>{row.team_name ?? "—"}</Fact>
      </dl>
      {row.value === null && <p className="text-ink-soft text-sm">{m.sandbox_value_unknown()}</p>}
      {row.links.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {row.links.map((link) => (
            <li key={link.other_id + link.kind}>
              {link.kind === "needs"
                ? m.sandbox_link_needs({ name: link.other_title })
                : m.sandbox_link_excludes({ name: link.other_title })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The scores as the board behind has them: the record alone has none. */
function usePlaced(id: string) {
  const boards = useQueryClient().getQueriesData<SandboxOut>({ queryKey: ["opportunity", "sandbox"] });
  for (const [, data] of boards) {
    const found = data?.opportunities.find((row) => row.id === id);
    if (found) return found;
  }
  return undefined;
}
