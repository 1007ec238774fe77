import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import { Slider } from "@/components/Slider";
import { Tag } from "@/components/Tag";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import {
  type CycleDetail,
  type Draft,
  type Objective,
  objectiveHint,
  objectives,
  objectiveWord,
  resourceName,
} from "./model";
import type { useDraft } from "./useDraft";

type RulesPaneProps = {
  cycle: CycleDetail;
  rules: ReturnType<typeof useDraft>;
  titleOf: (id: string) => string;
  readOnly: boolean;
};

const percent = (share: number) => formatNumber(share, { style: "percent" });

/** What is maximised, under which limits and rules. Every change is tried at once, none is stored before “solve”. */
export function RulesPane({ cycle, rules, titleOf, readOnly }: RulesPaneProps) {
  const { draft, change, changeRules } = rules;
  const limited = cycle.resources.filter((one) => cycle.limits.some((limit) => limit.resource_id === one.id));
  return (
    <div className="grid grid-cols-1 content-start gap-5 p-4">
      <Field label={m.selection_objective()} hint={objectiveHint[draft.objective]()}>
        <Select
          value={draft.objective}
          disabled={readOnly}
          options={objectives.map((value) => ({ value, label: objectiveWord[value]() }))}
          onChange={(event) => change({ objective: event.target.value as Objective })}
        />
      </Field>
      <section className="grid gap-3">
        <h2 className="font-semibold">{m.selection_limits()}</h2>
        {limited.length === 0 && <p className="text-ink-soft text-sm">{m.selection_limits_none()}</p>}
        {limited.map((one) => (
          <Slider
            key={one.id}
            label={resourceName(one)}
            value={draft.limit_scale[one.id] ?? 1}
            min={0.5}
            max={1.5}
            step={0.05}
            disabled={readOnly}
            format={percent}
            onChange={(factor) =>
              change({ limit_scale: { ...draft.limit_scale, [one.id]: Math.round(factor * 100) / 100 } })
            }
          />
        ))}
      </section>
      <section className="grid gap-3">
        <h2 className="font-semibold">{m.selection_rules()}</h2>
        <Slider
          label={m.selection_min_mid_long()}
          value={draft.rules.min_share_mid_long ?? 0}
          min={0}
          max={0.6}
          step={0.05}
          disabled={readOnly}
          format={(share) => (share === 0 ? m.selection_no_minimum() : percent(share))}
          onChange={(share) => changeRules({ min_share_mid_long: share === 0 ? null : Math.round(share * 100) / 100 })}
        />
        <Field label={m.selection_max_per_customer()}>
          <NumberInput
            value={draft.rules.max_per_customer}
            min={0}
            decimals={0}
            disabled={readOnly}
            placeholder={m.selection_no_maximum()}
            onChange={(value) => changeRules({ max_per_customer: value })}
          />
        </Field>
        <Field label={m.selection_min_strategic()}>
          <NumberInput
            value={draft.rules.min_strategic}
            min={0}
            decimals={0}
            disabled={readOnly}
            placeholder={m.selection_no_minimum()}
            onChange={(value) => changeRules({ min_strategic: value })}
          />
        </Field>
      </section>
      <Locks
        title={m.selection_locked_in()}
        ids={draft.rules.locked_in}
        {...{ titleOf, readOnly }}
        onRemove={(id) => rules.lock(id, null)}
      />
      <Locks
        title={m.selection_locked_out()}
        ids={draft.rules.locked_out}
        {...{ titleOf, readOnly }}
        onRemove={(id) => rules.lock(id, null)}
      />
      {rules.isChanged && (
        <Button look="quiet" icon={<RotateCcw aria-hidden />} onClick={rules.reset}>
          {m.selection_reset()}
        </Button>
      )}
    </div>
  );
}

type LocksProps = {
  title: string;
  ids: Draft["rules"]["locked_in"];
  titleOf: (id: string) => string;
  readOnly: boolean;
  onRemove: (id: string) => void;
};

function Locks({ title, ids, titleOf, readOnly, onRemove }: LocksProps) {
  const [all, setAll] = useState(false);
  if (ids.length === 0) return null;
  const shown = all ? ids : ids.slice(0, 8);
  return (
    <section>
      <h2 className="mb-1.5 font-semibold">
        {title} <span className="font-normal text-ink-soft text-sm">{ids.length}</span>
      </h2>
      <div className="flex flex-wrap gap-1">
        {shown.map((id) => (
          <Tag key={id} onRemove={readOnly ? undefined : () => onRemove(id)}>
            {titleOf(id)}
          </Tag>
        ))}
        {shown.length < ids.length && (
          <Button look="quiet" size="sm" onClick={() => setAll(true)}>
            {m.selection_show_all({ count: ids.length })}
          </Button>
        )}
      </div>
    </section>
  );
}
