import type { ChoiceOut } from "@/api/generated";
import { formatDate, formatMoney, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";

/** From the server's codes and numbers to sentences in the reader's language. Pure. */

type Reason = ChoiceOut["reasons"][number];
type Takes = ChoiceOut["takes"];
type Rule = NonNullable<Takes["blocked_by"]>;
type Group = NonNullable<Rule["group"]>;
type Limit = NonNullable<Rule["limit"]>;
type Named = { title: string };

/** The names that codes point at, and the unit of values. */
export type Names = {
  currency: string;
  resource: (id: string) => { name: string; unit: string };
  /** The name behind a group's key: a customer, a team, a product line. */
  group: (by: string, key: string) => string;
};

const named = (all: readonly Named[]) => {
  const shown = all.slice(0, 3).map((one) => m.selection_quoted({ name: one.title }));
  const text = shown.join(m.selection_list_comma());
  return all.length > 3 ? m.selection_and_more({ names: text, count: all.length - 3 }) : text;
};

/** Limits named once a resource: "market budget (2027 Q1, Q2)". `detail` adds what is to be said of each quarter. */
function limitsText<One extends Limit>(limits: readonly One[], names: Names, detail?: (one: One) => string): string {
  const quarters = new Map<string, string[]>();
  for (const one of limits) {
    const said = [formatDate(one.period, "quarter"), detail?.(one)].filter(Boolean).join(" ");
    quarters.set(one.resource_id, [...(quarters.get(one.resource_id) ?? []), said]);
  }
  return [...quarters]
    .map(([id, all]) =>
      m.selection_limits_grouped({ resource: names.resource(id).name, quarters: all.join(m.selection_list_comma()) }),
    )
    .join(m.selection_list_comma());
}

export const limitText = (limit: Limit, names: Names) =>
  m.selection_limit_of({
    resource: names.resource(limit.resource_id).name,
    quarter: formatDate(limit.period, "quarter"),
  });

const groupKinds: Record<Group["by"], () => string> = {
  customer: m.selection_group_customer,
  class: m.selection_group_class,
  industry: m.selection_group_industry,
  region: m.selection_group_region,
  product_line: m.selection_group_product_line,
  team: m.selection_group_team,
  horizon: m.selection_group_horizon,
  mid_long: m.selection_group_mid_long,
};

export const groupText = (group: Group, names: Names) =>
  group.key === null
    ? groupKinds[group.by]()
    : m.selection_group_named({ kind: groupKinds[group.by](), name: names.group(group.by, group.key) });

const fieldWords: Record<string, () => string> = {
  win_probability: m.selection_field_win_probability,
  market_space: m.selection_field_market_space,
  margin_percent: m.selection_field_margin_percent,
  expected_revenue: m.selection_field_expected_revenue,
};

const plain: Partial<Record<Reason["code"], () => string>> = {
  worth_it: m.selection_reason_worth_it,
  mandatory: m.selection_reason_mandatory,
  locked_in: m.selection_reason_locked_in,
  committed: m.selection_reason_committed,
  below_value: m.selection_reason_below_value,
  forbidden: m.selection_reason_forbidden,
  value_unknown: m.selection_reason_value_unknown,
  attractiveness_unknown: m.selection_reason_attractiveness_unknown,
  by_hand: m.selection_reason_by_hand,
};

/** One reason why a proposal is chosen or given up. */
export function reasonText(reason: Reason, names: Names): string {
  const list = m.selection_list_comma();
  const others = { names: named(reason.opportunities) };
  switch (reason.code) {
    case "limit":
      return m.selection_reason_limit({ limits: limitsText(reason.limits, names) });
    case "group_limit":
      return m.selection_reason_group_limit({ groups: reason.groups.map((one) => groupText(one, names)).join(list) });
    case "needed_by":
      return m.selection_reason_needed_by(others);
    case "excluded_by":
      return m.selection_reason_excluded_by(others);
    case "needs_missing":
      return m.selection_reason_needs_missing(others);
    case "needs_outside":
      return m.selection_reason_needs_outside(others);
    case "excluded_outside":
      return m.selection_reason_excluded_outside(others);
    default:
      return plain[reason.code]?.() ?? reason.code;
  }
}

const rules: Record<Rule["code"], (names: Names, rule: Rule) => string> = {
  limit: (names, rule) => (rule.limit ? limitText(rule.limit, names) : m.selection_rule_limit()),
  group_at_least: (names, rule) => m.selection_rule_at_least({ group: rule.group ? groupText(rule.group, names) : "" }),
  group_at_most: (names, rule) => m.selection_rule_at_most({ group: rule.group ? groupText(rule.group, names) : "" }),
  requires: (_, rule) => m.selection_rule_requires({ names: named(rule.opportunities) }),
  excludes: (_, rule) => m.selection_rule_excludes({ names: named(rule.opportunities) }),
  mandatory: (_, rule) => m.selection_rule_mandatory({ names: named(rule.opportunities) }),
  locked_in: (_, rule) => m.selection_rule_locked_in({ names: named(rule.opportunities) }),
  locked_out: (_, rule) => m.selection_rule_locked_out({ names: named(rule.opportunities) }),
};

export const ruleText = (rule: Rule, names: Names) => rules[rule.code](names, rule);

/** "1.2 M" when exact, "at least …", or "between … and …" when only bounds are proven. */
export function costText(
  takes: Pick<Takes, "regret" | "regret_is_bound" | "regret_at_most">,
  currency: string,
): string | null {
  const { regret, regret_is_bound, regret_at_most } = takes;
  if (regret === null) return null;
  const low = formatMoney(regret, currency, true);
  if (!regret_is_bound) return low;
  if (regret_at_most === null) return m.selection_cost_at_least({ low });
  if (regret <= 0) return m.selection_cost_at_most({ high: formatMoney(regret_at_most, currency, true) });
  return m.selection_cost_between({ low, high: formatMoney(regret_at_most, currency, true) });
}

/** What turning the decision round would take: one sentence a way. Empty where nothing is known. */
export function takesTexts(choice: Pick<ChoiceOut, "chosen" | "takes" | "opportunity_id">, names: Names): string[] {
  const { chosen, takes } = choice;
  if (takes.fields.length > 0)
    return [
      m.selection_takes_fields({
        fields: takes.fields.map((one) => fieldWords[one]?.() ?? one).join(m.selection_list_comma()),
      }),
    ];
  // a lock on itself is what the reason says already
  if (takes.blocked_by?.opportunities.length === 1 && takes.blocked_by.opportunities[0]?.id === choice.opportunity_id)
    return [];
  if (takes.blocked_by) return [m.selection_takes_blocked({ rule: ruleText(takes.blocked_by, names) })];
  const cost = costText(takes, names.currency);
  const texts: string[] = [];
  if (cost) texts.push(chosen ? m.selection_takes_loses({ cost }) : m.selection_takes_value({ cost }));
  if (chosen) {
    if (takes.enters.length > 0) texts.push(m.selection_takes_instead({ names: named(takes.enters) }));
    return texts;
  }
  if (takes.needs_more.length > 0) {
    const amount = (one: Takes["needs_more"][number]) =>
      `${formatNumber(one.amount, { maximumFractionDigits: 1 })} ${names.resource(one.resource_id).unit}`;
    texts.push(m.selection_takes_limits({ limits: limitsText(takes.needs_more, names, amount) }));
  }
  if (takes.leaves.length > 0)
    texts.push(
      takes.enters.length > 0
        ? m.selection_takes_exchange_with({ leaves: named(takes.leaves), enters: named(takes.enters) })
        : m.selection_takes_exchange({ leaves: named(takes.leaves) }),
    );
  return texts;
}

/** Sentences after one another: Chinese ones need no space between them. */
export const joined = (texts: readonly string[]) => texts.join(getLocale() === "zh" ? "" : " ");
