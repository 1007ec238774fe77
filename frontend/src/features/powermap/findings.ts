import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { type Chain, chainWord, type FindingOut, type MissingOut } from "./model";

/** What keeps the map from being good enough, in words that say what to do. */
export function missingText({ code, facts }: MissingOut): string {
  switch (code) {
    case "decider_missing":
      return m.powermap_miss_decider_missing();
    case "person_not_named":
      return m.powermap_miss_person_not_named();
    case "influence_missing":
      return m.powermap_miss_influence_missing();
    case "support_missing":
      return m.powermap_miss_support_missing();
    case "owner_missing":
      return m.powermap_miss_owner_missing();
    case "not_confirmed":
      return m.powermap_miss_not_confirmed();
    case "confirmation_stale":
      return m.powermap_miss_confirmation_stale({ days: String(facts.days) });
    case "competitor_standing_missing":
      return m.powermap_miss_competitor_standing_missing({ chain: chainWord[facts.chain as Chain]() });
    case "coverage_too_low":
      return m.powermap_miss_coverage_too_low({
        coverage: percent(typeof facts.coverage === "number" ? facts.coverage : 0),
        minimum: percent(Number(facts.minimum)),
      });
  }
}

type Words = { title: string; todo: string };

/** What to doubt, and what to do about it. */
export function warningText({ code, facts }: FindingOut): Words {
  switch (code) {
    case "no_decider":
      return { title: m.powermap_warn_no_decider(), todo: m.powermap_warn_no_decider_do() };
    case "no_opponent_checked":
      return { title: m.powermap_warn_no_opponent_checked(), todo: m.powermap_warn_no_opponent_checked_do() };
    case "more_against_than_for":
      return { title: m.powermap_warn_more_against_than_for(), todo: m.powermap_warn_more_against_than_for_do() };
    case "single_coach":
      return { title: m.powermap_warn_single_coach(), todo: m.powermap_warn_single_coach_do() };
    case "stale_values":
      return {
        title: m.powermap_warn_stale_values(),
        todo: m.powermap_warn_stale_values_do({ days: String(facts.days) }),
      };
    case "reporting_cycle":
      return { title: m.powermap_warn_reporting_cycle(), todo: m.powermap_warn_reporting_cycle_do() };
  }
}

export const percent = (share: number) => formatNumber(share, { style: "percent", maximumFractionDigits: 0 });

/** An index of −1…1 (or a difference of two) with its sign. */
export const index = (value: number) =>
  formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" }).replace(
    "-",
    "−",
  );
