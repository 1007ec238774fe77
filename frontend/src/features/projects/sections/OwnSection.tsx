import { useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { updateProject } from "@/api/generated";
import { m } from "@/paraglide/messages";
import { CustomFields } from "@/parts/custom/CustomFields";
import { useCustomFields } from "@/parts/custom/useCustomFields";
import type { SectionProps } from "./section";

/** What this organisation wants to know of a project beyond what everybody does. */
export function OwnSection({ project, readOnly }: SectionProps) {
  const client = useQueryClient();
  if (useCustomFields("project").length === 0) return null;
  return (
    <section aria-label={m.fields_own()} className="rounded-lg border border-line bg-surface px-4 pt-2.5 pb-4">
      <h2 className="mb-2 font-semibold">{m.fields_own()}</h2>
      <CustomFields
        entity="project"
        record={project}
        readOnly={readOnly}
        onSave={async (body) => {
          const saved = await updateProject({ path: { project_id: project.id }, body, headers: atVersion(project) });
          client.setQueryData(["project", "record", project.id], saved);
        }}
      />
    </section>
  );
}
