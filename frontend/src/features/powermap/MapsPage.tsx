import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { Button } from "@/components/Button";
import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";
import { useMayPlan } from "@/parts/useMayPlan";
import { CreateMap } from "./CreateMap";
import { MapEntry } from "./MapEntry";
import { MapsList } from "./MapsList";
import { mapsRoute } from "./routes";

/** All power maps; with a customer or project in the address, the way to its own. */
export function MapsPage() {
  const { customer, project, create } = mapsRoute.useSearch();
  const navigate = useNavigate({ from: mapsRoute.fullPath });
  const mayPlan = useMayPlan();
  const creating = (open: boolean) => void navigate({ search: (old) => ({ ...old, create: open || undefined }) });
  if (customer) return <MapEntry customer={customer} project={project} />;
  return (
    <Page
      full
      title={m.powermap_maps_title()}
      actions={
        mayPlan && (
          <Button look="primary" icon={<Plus aria-hidden />} onClick={() => creating(true)}>
            {m.powermap_create()}
          </Button>
        )
      }
    >
      <MapsList onCreate={mayPlan ? () => creating(true) : undefined} />
      {create && mayPlan && <CreateMap onClose={() => creating(false)} />}
    </Page>
  );
}
