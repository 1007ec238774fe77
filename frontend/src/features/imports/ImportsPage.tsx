import { Lock } from "lucide-react";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { EarlierRuns } from "./EarlierRuns";
import { ImportSteps } from "./ImportSteps";
import { NewImport } from "./NewImport";

/** A file begins its way here; those under way or done can be come back to. */
export function ImportsPage() {
  const { can } = useSession();
  if (!can("imports:write")) {
    return (
      <Page title={m.imports_title()}>
        <EmptyState icon={<Lock />} title={m.imports_forbidden()}>
          {m.imports_forbidden_text()}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={m.imports_title()} below={<ImportSteps current={0} />}>
      <div className="mx-auto grid max-w-4xl gap-5">
        <NewImport />
        <EarlierRuns />
      </div>
    </Page>
  );
}
