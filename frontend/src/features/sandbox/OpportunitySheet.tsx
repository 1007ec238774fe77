import { useState } from "react";
import { getOpportunity } from "@/api/generated";
import { ErrorState } from "@/components/ErrorState";
import { Sheet } from "@/components/Sheet";
import { SkeletonLines } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { useRecord } from "@/hooks/useRecord";
import { m } from "@/paraglide/messages";
import { LazyFiles } from "@/parts/attachments/LazyFiles";
import { Comments } from "@/parts/comments/Comments";
import { FactorsTab } from "./FactorsTab";
import type { OpportunityDetail } from "./model";
import { NeedsEditor } from "./NeedsEditor";
import { OpportunityActs } from "./OpportunityActs";
import { OpportunitySummary } from "./OpportunitySummary";
import { OwnFields } from "./OwnFields";

type OpportunitySheetProps = {
  id: string;
  mayWrite: boolean;
  /** Which of the tabs is open at first. */
  first?: "discussion";
  onClose: () => void;
};

/** One opportunity beside the board: facts, factors, needs, and what can be done with it now. */
export function OpportunitySheet({ id, mayWrite, first, onClose }: OpportunitySheetProps) {
  const record = useRecord<OpportunityDetail>({
    noun: "opportunity",
    id,
    fetch: (signal) => getOpportunity({ path: { opportunity_id: id }, signal }),
  });
  const [tab, setTab] = useState<string>(first ?? "facts");
  const row = record.data;
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={row?.title ?? m.sandbox_opportunity()}
      footer={row && mayWrite && <OpportunityActs row={row} />}
    >
      {record.error && !row && <ErrorState compact error={record.error} onRetry={() => void record.refetch()} />}
      {record.isPending && <SkeletonLines lines={9} label={m.common_loading()} />}
      {row && (
        <Tabs
          label={m.sandbox_opportunity()}
          value={tab}
          onChange={setTab}
          tabs={[
            { value: "facts", label: m.sandbox_tab_facts(), content: <Facts row={row} mayWrite={mayWrite} /> },
            {
              value: "factors",
              label: m.sandbox_tab_factors(),
              content: <FactorsTab key={row.version} row={row} mayWrite={mayWrite} />,
            },
            {
              value: "needs",
              label: m.sandbox_tab_needs(),
              count: row.needs.length,
              content: <NeedsEditor key={row.version} row={row} mayWrite={mayWrite} />,
            },
            {
              value: "files",
              label: m.attachments_title(),
              content: <LazyFiles entity="opportunity" entityId={row.id} />,
            },
            {
              value: "discussion",
              label: m.together_title(),
              content: <Comments entity="opportunity" entityId={row.id} />,
            },
          ]}
        />
      )}
    </Sheet>
  );
}

function Facts({ row, mayWrite }: { row: OpportunityDetail; mayWrite: boolean }) {
  return (
    <div className="grid gap-4">
      <OpportunitySummary row={row} />
      <OwnFields row={row} mayWrite={mayWrite} />
    </div>
  );
}
