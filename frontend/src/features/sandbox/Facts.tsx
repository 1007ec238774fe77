import type { ReactNode } from "react";
import { Badge } from "@/components/Badge";
import { DateText } from "@/components/DateText";
import { MoneyText } from "@/components/MoneyText";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import {
  horizonWord,
  quadrantWord,
  riskKindWord,
  roleWord,
  type SandboxOpportunity,
  type SandboxRisk,
  stateTone,
  stateWord,
} from "./model";

/** A score with the share of weight it rests on; unknown says so in words. */
export function ScoreText({ score, known }: { score: number | null; known: number }) {
  if (score === null) return <span className="text-ink-soft">{m.sandbox_not_rated()}</span>;
  return (
    <>
      <span className="font-semibold">{Math.round(score)}</span>{" "}
      <span className="text-ink-soft">{m.sandbox_known({ share: formatNumber(known, { style: "percent" }) })}</span>
    </>
  );
}

const percent = (value: number | null) => (value === null ? "—" : formatNumber(value, { style: "percent" }));

export function BubbleFacts({ row, currency }: { row: SandboxOpportunity; currency: string }) {
  return (
    <>
      <p className="font-semibold text-base leading-snug">{row.title}</p>
      <p className="mb-2 text-ink-soft">{row.customer_name ?? m.sandbox_no_customer()}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        <Fact word={m.sandbox_attractiveness()}>
          <ScoreText score={row.attractiveness} known={row.known_share} />
        </Fact>
        <Fact word={m.sandbox_position()}>
          <ScoreText score={row.position} known={row.position_known_share} />
        </Fact>
        <Fact word={m.sandbox_expected_revenue()}>
          <MoneyText value={row.expected_revenue} currency={currency} compact />
        </Fact>
        <Fact word={m.sandbox_market_space()}>
          <MoneyText value={row.market_space} currency={currency} compact />
        </Fact>
        <Fact word={m.sandbox_win_probability()}>{percent(row.win_probability)}</Fact>
        <Fact word={m.sandbox_award_on()}>
          <DateText value={row.award_on} />
        </Fact>
        <Fact word={m.sandbox_source()}>
          {row.source_role ? roleWord[row.source_role]() : m.sandbox_role_unknown()}
        </Fact>
      </dl>
      <p className="mt-2 flex flex-wrap gap-1">
        <Badge tone={stateTone[row.state]}>{stateWord[row.state]()}</Badge>
        {row.quadrant && <Badge>{quadrantWord[row.quadrant]()}</Badge>}
      </p>
    </>
  );
}

export function ClusterFacts({ rows, currency }: { rows: readonly SandboxOpportunity[]; currency: string }) {
  const sum = rows.reduce((total, row) => total + (row.expected_revenue ?? 0), 0);
  const top = [...rows].sort((a, b) => (b.expected_revenue ?? 0) - (a.expected_revenue ?? 0)).slice(0, 4);
  return (
    <>
      <p className="font-semibold text-base">{m.sandbox_cluster_title({ count: rows.length })}</p>
      <p className="mb-2 text-ink-soft">
        {m.sandbox_expected_revenue()} <MoneyText value={sum} currency={currency} compact />
      </p>
      <ul className="grid gap-0.5">
        {top.map((row) => (
          <li key={row.id} className="flex justify-between gap-3">
            <span className="truncate">{row.title}</span>
            <MoneyText value={row.expected_revenue} currency={currency} compact />
          </li>
        ))}
      </ul>
      <p className="mt-1.5 text-ink-soft">{m.sandbox_cluster_hint()}</p>
    </>
  );
}

export function RiskFacts({ risk }: { risk: SandboxRisk }) {
  return (
    <>
      <p className="font-semibold text-base leading-snug">{risk.title}</p>
      <p className="mb-2 text-ink-soft">{risk.customer_name}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        <Fact word={m.sandbox_risk_kind()}>{riskKindWord(risk.kind)}</Fact>
        <Fact word={m.sandbox_risk_weight()}>
          {m.sandbox_risk_of({ probability: risk.probability, impact: risk.impact })}
        </Fact>
        <Fact word={m.sandbox_horizon()}>{horizonWord[risk.horizon]()}</Fact>
        <Fact word={m.sandbox_risk_review()}>
          <DateText value={risk.review_on} />
        </Fact>
      </dl>
    </>
  );
}

export function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{word}</dt>
      <dd className="min-w-0 break-words text-right">{children}</dd>
    </>
  );
}
