import { Link } from "@tanstack/react-router";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { SkeletonLines } from "@/components/Skeleton";
import { useTitle } from "@/hooks/useTitle";
import { m } from "@/paraglide/messages";
import { workbenchRoute } from "./routes";
import { useCycle } from "./useCycle";
import { useSelection } from "./useSelection";
import { Workbench } from "./Workbench";

export function WorkbenchPage() {
  const { cycleId, selectionId } = workbenchRoute.useParams();
  const selection = useSelection(selectionId);
  const cycle = useCycle(cycleId);
  useTitle(selection.data?.name);
  const error = selection.error ?? cycle.error;
  if (selection.data && cycle.data)
    return <Workbench key={selectionId} selection={selection.data} cycle={cycle.data} />;
  const retry = () => void Promise.all([selection.refetch(), cycle.refetch()]);
  return (
    <Page title={m.selection_title()} above={<Link to="/selection">{m.selection_title()}</Link>}>
      {error ? <ErrorState error={error} onRetry={retry} /> : <SkeletonLines lines={12} label={m.common_loading()} />}
    </Page>
  );
}
