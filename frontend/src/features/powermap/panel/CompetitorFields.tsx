import { X } from "lucide-react";
import { useState } from "react";
import { type UseFormReturn, useFieldArray } from "react-hook-form";
import { Combobox } from "@/components/Combobox";
import { Field } from "@/components/Field";
import { IconButton } from "@/components/IconButton";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { findCompetitors } from "@/parts/finders";
import { supportOptions } from "@/parts/support";
import { Group, Whole } from "./Group";
import type { PersonValues } from "./personValues";

type CompetitorFieldsProps = {
  form: UseFormReturn<PersonValues>;
  vendors: ReadonlyMap<string, string>;
  readOnly: boolean;
};

/** How the person stands towards each competitor, on the same scale. */
export function CompetitorFields({ form, vendors, readOnly }: CompetitorFieldsProps) {
  const rows = useFieldArray({ control: form.control, name: "competitor_support" });
  const [added, setAdded] = useState<Record<string, string>>({});
  const nameOf = (id: string) => vendors.get(id) ?? added[id] ?? "…";
  if (readOnly && rows.fields.length === 0) return null;
  return (
    <Group title={m.powermap_group_competitors()}>
      {rows.fields.map((row, index) => (
        <Whole key={row.id}>
          <div className="grid grid-cols-[minmax(0,1fr)_10rem_auto] items-center gap-2">
            <span className="truncate">{nameOf(row.vendor)}</span>
            <Select
              aria-label={m.powermap_competitor_support_of({ name: nameOf(row.vendor) })}
              options={supportOptions()}
              {...form.register(`competitor_support.${index}.support`)}
            />
            {!readOnly && (
              <IconButton
                size="sm"
                label={m.powermap_competitor_remove({ name: nameOf(row.vendor) })}
                icon={<X aria-hidden />}
                onClick={() => rows.remove(index)}
              />
            )}
          </div>
        </Whole>
      ))}
      {!readOnly && (
        <Whole>
          <Field label={m.powermap_competitor_add()}>
            <Combobox
              value={null}
              source={findCompetitors}
              onChange={(one) => {
                if (!one || rows.fields.some((row) => row.vendor === one.value)) return;
                setAdded({ ...added, [one.value]: one.label });
                rows.append({ vendor: one.value, support: "0" });
              }}
            />
          </Field>
        </Whole>
      )}
    </Group>
  );
}
