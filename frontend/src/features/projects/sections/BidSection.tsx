import { m } from "@/paraglide/messages";
import { SavedProse } from "@/parts/Saved";
import { Section, type SectionProps, Tick, Wide } from "./section";

export function BidSection({ project, save, readOnly }: SectionProps) {
  return (
    <Section id="bid" title={m.projects_bid()} stage={project.stage}>
      <Wide>
        <SavedProse
          label={m.projects_bid_documents()}
          value={project.bid_documents}
          onSave={(bid_documents) => save({ bid_documents })}
          readOnly={readOnly}
        />
      </Wide>
      <Tick
        label={m.projects_price_approved()}
        value={project.price_approved}
        onSave={(price_approved) => save({ price_approved })}
        readOnly={readOnly}
      />
    </Section>
  );
}
