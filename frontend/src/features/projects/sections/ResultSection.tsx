import { useQuery } from "@tanstack/react-query";
import { getVendor } from "@/api/generated";
import { Combobox } from "@/components/Combobox";
import { Field } from "@/components/Field";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { findCompetitors } from "@/parts/finders";
import { SavedProse } from "@/parts/Saved";
import { ReasonPicker } from "../ReasonPicker";
import { Section, type SectionProps, Wide } from "./section";

export function ResultSection({ project, save, readOnly }: SectionProps) {
  const vendorId = project.winning_vendor_id;
  const vendor = useQuery({
    queryKey: ["vendor", "record", vendorId],
    queryFn: ({ signal }) => getVendor({ path: { vendor_id: vendorId ?? "" }, signal }),
    enabled: vendorId !== null,
  });
  return (
    <Section id="result" title={m.projects_result()} stage={project.stage}>
      <Field label={m.projects_result()}>
        <Select
          value={project.result ?? ""}
          placeholder={m.projects_result_open()}
          disabled={readOnly}
          options={[
            { value: "won", label: m.projects_result_won() },
            { value: "lost", label: m.projects_result_lost() },
          ]}
          onChange={({ target }) => save({ result: target.value === "" ? null : (target.value as "won" | "lost") })}
        />
      </Field>
      {project.result === "lost" && (
        <Field label={m.projects_winning_vendor()} hint={m.projects_winning_vendor_hint()}>
          <Combobox
            value={vendorId ? { value: vendorId, label: vendor.data?.name ?? "…" } : null}
            source={findCompetitors}
            clearable
            disabled={readOnly}
            onChange={(one) => save({ winning_vendor_id: one?.value ?? null })}
          />
        </Field>
      )}
      <Wide>
        <Field label={m.projects_result_reasons()}>
          <ReasonPicker
            value={project.result_reasons}
            onChange={(result_reasons) => save({ result_reasons })}
            disabled={readOnly}
          />
        </Field>
      </Wide>
      <Wide>
        <SavedProse
          label={m.projects_result_note()}
          rows={2}
          value={project.result_note}
          onSave={(result_note) => save({ result_note })}
          readOnly={readOnly}
        />
      </Wide>
    </Section>
  );
}
