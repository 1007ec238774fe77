import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { type UseFormReturn, useFieldArray } from "react-hook-form";
import { getPowerMap, listPowerMaps, type PersonOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { FormField } from "@/components/Form";
import { IconButton } from "@/components/IconButton";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { supportOptions, supportSign } from "../support";

export type ReportValues = {
  report: string;
  learned: string;
  next_step: string;
  support_changes: { person_id: string; support: string; evidence: string }[];
};

type SupportChangesProps = { form: UseFormReturn<ReportValues>; customerId: string; projectId: string | null };

/** Who stands differently now, and how we know. */
export function SupportChanges({ form, customerId, projectId }: SupportChangesProps) {
  const people = useMapPeople(customerId, projectId);
  const rows = useFieldArray({ control: form.control, name: "support_changes" });
  const required = { validate: (text: string) => text.trim() !== "" || m.parts_report_evidence_required() };
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium text-ink-soft text-sm">{m.parts_report_relation()}</legend>
      <p className="text-ink-soft text-sm">
        {people.data?.length === 0 ? m.parts_report_relation_none() : m.parts_report_relation_hint()}
      </p>
      {rows.fields.map((row, index) => (
        <div key={row.id} className="grid grid-cols-[1fr_1fr_auto] items-start gap-2 rounded-md border border-line p-2">
          <FormField
            form={form}
            name={`support_changes.${index}.person_id`}
            label={m.parts_report_person()}
            rules={{ required: m.parts_unknown_choice() }}
            render={(field) => (
              <Select
                {...field}
                placeholder="—"
                options={(people.data ?? []).map((one) => ({
                  value: one.id,
                  label: `${one.name} (${supportSign(one.support)})`,
                }))}
              />
            )}
          />
          <FormField
            form={form}
            name={`support_changes.${index}.support`}
            label={m.parts_report_support()}
            render={(field) => <Select {...field} options={supportOptions()} />}
          />
          <IconButton
            className="mt-6"
            label={m.common_delete()}
            icon={<X aria-hidden />}
            onClick={() => rows.remove(index)}
          />
          <div className="col-span-3">
            <FormField
              form={form}
              name={`support_changes.${index}.evidence`}
              label={m.parts_report_evidence()}
              required
              rules={required}
              render={(field) => <Input {...field} />}
            />
          </div>
        </div>
      ))}
      {!!people.data?.length && (
        <Button
          look="quiet"
          size="sm"
          className="justify-self-start"
          icon={<Plus aria-hidden />}
          onClick={() => rows.append({ person_id: "", support: "1", evidence: "" })}
        >
          {m.parts_report_relation_add()}
        </Button>
      )}
    </fieldset>
  );
}

/** The people of the project's own map, else of the customer's. */
function useMapPeople(customer_id: string, project_id: string | null) {
  return useQuery({
    queryKey: ["power_map", "people", customer_id, project_id],
    queryFn: async ({ signal }): Promise<PersonOut[]> => {
      const maps = await listPowerMaps({ query: { customer_id, limit: 100 }, signal });
      const one =
        maps.items.find((map) => project_id && map.project_id === project_id) ??
        maps.items.find((map) => map.project_id === null);
      return one ? (await getPowerMap({ path: { power_map_id: one.id }, signal })).people : [];
    },
  });
}
