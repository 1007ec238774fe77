import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Navigate, useNavigate } from "@tanstack/react-router";
import { Network } from "lucide-react";
import { useState } from "react";
import { createPowerMap, getCustomer, getProject, listPowerMaps } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { SkeletonLines } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { useMayPlan } from "@/parts/useMayPlan";

type MapEntryProps = { customer: string; project?: string };

/** Opens the map of a project or customer; where there is none, offers to begin it. */
export function MapEntry({ customer, project }: MapEntryProps) {
  const maps = useQuery({
    queryKey: ["power_map", "of", customer],
    queryFn: ({ signal }) => listPowerMaps({ query: { customer_id: customer, limit: 200 }, signal }),
  });
  const names = useNames(customer, project);
  const own = maps.data?.items.find((one) => project && one.project_id === project);
  const whole = maps.data?.items.find((one) => one.project_id === null);
  const found = own ?? (project ? undefined : whole);
  if (found) return <Navigate to="/powermap/$mapId" params={{ mapId: found.id }} replace />;
  return (
    <Page title={m.powermap_title()}>
      {maps.error && <ErrorState error={maps.error} onRetry={() => void maps.refetch()} />}
      {maps.isPending && <SkeletonLines lines={6} label={m.common_loading()} />}
      {maps.data && (
        <EmptyState
          icon={<Network />}
          title={
            project && whole
              ? m.powermap_none_project_title({ name: names.project })
              : m.powermap_none_customer_title({ name: names.customer })
          }
          action={<Begin customer={customer} project={project} whole={whole?.id} />}
        >
          {project && whole ? m.powermap_none_project_text() : m.powermap_none_customer_text()}
        </EmptyState>
      )}
    </Page>
  );
}

function Begin({ customer, project, whole }: MapEntryProps & { whole: string | undefined }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayPlan = useMayPlan();
  const [busy, setBusy] = useState(false);
  const begin = async (body: { project_id?: string; copy_from?: string }) => {
    setBusy(true);
    try {
      const made = await createPowerMap({ body: { customer_id: customer, ...body } });
      client.setQueryData(["power_map", "record", made.id], made);
      await client.invalidateQueries({ queryKey: ["power_map", "of"] });
      await navigate({ to: "/powermap/$mapId", params: { mapId: made.id }, replace: true });
    } catch (error) {
      toast.problem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  if (project && whole)
    return (
      <>
        {mayPlan && (
          <Button busy={busy} onClick={() => begin({ project_id: project, copy_from: whole })}>
            {m.powermap_begin_project()}
          </Button>
        )}
        <Link
          to="/powermap/$mapId"
          params={{ mapId: whole }}
          className="inline-flex h-8 items-center rounded-md bg-leaf px-3 font-medium text-on-leaf hover:bg-leaf-hover"
        >
          {m.powermap_use_customer()}
        </Link>
      </>
    );
  if (!mayPlan) return <p className="text-ink-soft">{m.powermap_not_allowed()}</p>;
  return (
    <Button look="primary" busy={busy} onClick={() => begin({})}>
      {m.powermap_begin_customer()}
    </Button>
  );
}

/** The names of the customer and, if one is meant, of its project. */
function useNames(customer: string, project: string | undefined) {
  const { data } = useQuery({
    queryKey: ["power_map", "entry", customer, project ?? null],
    queryFn: async ({ signal }) => {
      if (!project)
        return { customer: (await getCustomer({ path: { customer_id: customer }, signal })).name, project: "" };
      const found = await getProject({ path: { project_id: project }, signal });
      return { customer: found.customer_name, project: found.name };
    },
  });
  return data ?? { customer: "…", project: "…" };
}
