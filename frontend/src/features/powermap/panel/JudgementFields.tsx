import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { Button } from "@/components/Button";
import { FormField } from "@/components/Form";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { supportOptions } from "@/parts/support";
import type { Kind } from "../guided";
import { Group } from "./Group";
import { GuidedRating } from "./GuidedRating";
import type { PersonValues } from "./personValues";

const influences = () =>
  [
    m.powermap_influence_1,
    m.powermap_influence_2,
    m.powermap_influence_3,
    m.powermap_influence_4,
    m.powermap_influence_5,
  ].map((word, at) => ({ value: String(at + 1), label: word() }));
const opennesses = () =>
  [
    m.powermap_openness_1,
    m.powermap_openness_2,
    m.powermap_openness_3,
    m.powermap_openness_4,
    m.powermap_openness_5,
  ].map((word, at) => ({ value: String(at + 1), label: word() }));

/** How much this person weighs and how he or she stands; by choice, or by questions that propose the value. */
export function JudgementFields({ form, readOnly }: { form: UseFormReturn<PersonValues>; readOnly: boolean }) {
  const [asking, setAsking] = useState<Kind | null>(null);
  const take = (kind: Kind, value: number | null, why: string) => {
    const options = { shouldDirty: true };
    form.setValue(kind, value === null ? "" : String(value), options);
    const before = form.getValues("evidence").trim();
    form.setValue("evidence", before ? `${before}\n${why}` : why, options);
    setAsking(null);
  };
  const unknown = m.parts_support_unknown();
  return (
    <Group
      title={m.powermap_group_judgement()}
      aside={
        !readOnly && (
          <span className="flex gap-1">
            {(["influence", "support"] as const).map((kind) => (
              <Button key={kind} look="quiet" size="sm" onClick={() => setAsking(kind)}>
                {kind === "influence" ? m.powermap_guided_influence() : m.powermap_guided_support()}
              </Button>
            ))}
          </span>
        )
      }
    >
      <FormField
        form={form}
        name="influence"
        label={m.powermap_influence()}
        render={(field) => <Select {...field} placeholder={unknown} options={influences()} />}
      />
      <FormField
        form={form}
        name="support"
        label={m.powermap_support()}
        render={(field) => <Select {...field} placeholder={unknown} options={supportOptions()} />}
      />
      <FormField
        form={form}
        name="openness"
        label={m.powermap_openness()}
        render={(field) => <Select {...field} placeholder={unknown} options={opennesses()} />}
      />
      {asking && (
        <GuidedRating kind={asking} onClose={() => setAsking(null)} onTake={(value, why) => take(asking, value, why)} />
      )}
    </Group>
  );
}
