import { useEffect } from "react";
import { m } from "@/paraglide/messages";
import { useMayPlan } from "@/parts/useMayPlan";
import { GateCard } from "./GateCard";
import { LinksCard } from "./LinksCard";
import { outcomeWord, type ProjectOut } from "./model";
import { projectRoute } from "./routes";
import { BasicsSection } from "./sections/BasicsSection";
import { BidSection } from "./sections/BidSection";
import { BudgetSection } from "./sections/BudgetSection";
import { ClosingSection } from "./sections/ClosingSection";
import { CompetitorsSection } from "./sections/CompetitorsSection";
import { ContractSection } from "./sections/ContractSection";
import { OwnSection } from "./sections/OwnSection";
import { ResultSection } from "./sections/ResultSection";
import { useSaveFacts } from "./useProject";

/** The gate at hand beside the facts it looks at; every fact is changed where it stands. */
export function FactsTab({ project }: { project: ProjectOut }) {
  const { section } = projectRoute.useSearch();
  const save = useSaveFacts(project);
  const readOnly = !useMayPlan() || project.stage === "closed";
  useEffect(() => {
    if (!section) return;
    const place = document.getElementById(`section-${section}`);
    for (const folded of place?.querySelectorAll("details") ?? []) folded.open = true;
    place?.scrollIntoView({ block: "center" });
    place?.querySelector<HTMLElement>("input,textarea,select,button")?.focus({ preventScroll: true });
  }, [section]);
  const props = { project, save, readOnly };
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid gap-4 lg:sticky lg:top-4 lg:order-2">
        <GateCard project={project} />
        <LinksCard project={project} />
      </div>
      <div className="grid gap-4">
        {project.outcome && (
          <p className="rounded-lg bg-sunken px-4 py-3">
            {m.projects_closed_note({ outcome: outcomeWord[project.outcome]() })}
          </p>
        )}
        <BasicsSection {...props} />
        <OwnSection {...props} />
        <BudgetSection {...props} />
        <CompetitorsSection {...props} />
        <BidSection {...props} />
        <ResultSection {...props} />
        <ContractSection {...props} />
        <ClosingSection {...props} />
      </div>
    </div>
  );
}
