import { ChevronRight, ClipboardList, FolderKanban, Grid3x3, Network } from "lucide-react";
import { Card } from "@/components/Card";
import { m } from "@/paraglide/messages";
import { AddressLink } from "@/parts/AddressLink";

/** From knowing to doing: this customer's map, sandbox, plan and projects. */
export function PlanLinks({ customerId }: { customerId: string }) {
  const ways = [
    { icon: Network, label: m.customers_to_power_map(), href: `/powermap?customer=${customerId}` },
    { icon: Grid3x3, label: m.customers_to_sandbox(), href: `/sandbox?scope=customer&id=${customerId}&cycle=all` },
    { icon: ClipboardList, label: m.customers_to_plan(), href: `/plans?customer=${customerId}` },
    { icon: FolderKanban, label: m.customers_to_projects(), href: `/projects?customer=${customerId}` },
  ];
  return (
    <Card title={m.customers_ways_on()}>
      <ul className="-mx-2 pt-1">
        {ways.map((way) => (
          <li key={way.href}>
            <AddressLink address={way.href} className="flex items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover">
              <way.icon aria-hidden className="size-4 text-ink-faint" />
              <span className="grow">{way.label}</span>
              <ChevronRight aria-hidden className="size-4 text-ink-faint" />
            </AddressLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
