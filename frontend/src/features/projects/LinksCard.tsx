import { Network, Sprout } from "lucide-react";
import { Card } from "@/components/Card";
import { m } from "@/paraglide/messages";
import { AddressLink } from "@/parts/AddressLink";
import type { ProjectOut } from "./model";

/** What belongs to the project and lives on screens of its own. */
export function LinksCard({ project }: { project: ProjectOut }) {
  const look =
    "-mx-2 flex items-center gap-2 rounded-md px-2 py-1.5 hover:bg-hover [&_svg]:size-4 [&_svg]:text-ink-soft";
  return (
    <Card>
      <AddressLink address={`/powermap?customer=${project.customer_id}&project=${project.id}`} className={look}>
        <Network aria-hidden /> {m.projects_power_map_open()}
      </AddressLink>
      <AddressLink address={`/sandbox?opportunity=${project.opportunity_id}`} className={look}>
        <Sprout aria-hidden /> {m.projects_opportunity()}
      </AddressLink>
    </Card>
  );
}
