import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { SavedProse } from "@/parts/Saved";
import { MilestoneRows } from "./MilestoneRows";
import { PaymentRows } from "./PaymentRows";
import { Section, type SectionProps, Wide } from "./section";

export function ContractSection({ project, save, readOnly }: SectionProps) {
  const { sees } = useSession();
  return (
    <Section id="contract" title={m.projects_contract()} stage={project.stage}>
      <Wide>
        <SavedProse
          label={m.projects_agreement()}
          value={project.agreement}
          onSave={(agreement) => save({ agreement })}
          readOnly={readOnly}
        />
      </Wide>
      <Wide>
        <MilestoneRows rows={project.milestones} onSave={(milestones) => save({ milestones })} readOnly={readOnly} />
      </Wide>
      <Wide>
        <PaymentRows
          rows={project.payments}
          onSave={(payments) => save({ payments })}
          readOnly={readOnly || !sees("commercial")}
          amounts={sees("commercial")}
        />
      </Wide>
      <SavedProse
        label={m.projects_contract_risks()}
        rows={2}
        value={project.contract_risks}
        onSave={(contract_risks) => save({ contract_risks })}
        readOnly={readOnly}
      />
      <SavedProse
        label={m.projects_contract_differences()}
        rows={2}
        value={project.contract_differences}
        onSave={(contract_differences) => save({ contract_differences })}
        readOnly={readOnly}
      />
    </Section>
  );
}
