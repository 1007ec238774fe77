import type { ScorecardOut } from "@/api/generated";
import { StatTile } from "@/components/StatTile";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";

const rounded = (score: number | null) => (score === null ? "—" : formatNumber(Math.round(score)));

/** The whole in three numbers, and how much of it is known. */
export function ScoreSummary({ card }: { card: ScorecardOut }) {
  const share = formatNumber(card.known_share, { style: "percent", maximumFractionDigits: 0 });
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <StatTile
        label={m.scorecards_score()}
        value={rounded(card.score)}
        change={m.scorecards_known_share({ share })}
        source={m.scorecards_score_source()}
      />
      <StatTile label={m.scorecards_result_weight()} value={rounded(card.result_score)} />
      <StatTile label={m.scorecards_process_weight()} value={rounded(card.process_score)} />
    </div>
  );
}
