import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { MessageSquarePlus, Pencil } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { type CustomerOut, getCustomer, getCustomerSummary } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Breadcrumbs } from "@/components/Breadcrumbs";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { useRecord } from "@/hooks/useRecord";
import { useSession } from "@/hooks/useSession";
import { useTitle } from "@/hooks/useTitle";
import { m } from "@/paraglide/messages";
import { LazyFiles } from "@/parts/attachments/LazyFiles";
import { OverviewTab } from "./OverviewTab";
import { customerRoute } from "./routes";
import { classTones, classWords, lifecycleTones, lifecycleWords } from "./words";

// Forms come when they are first opened: reading a page stays light.
const DiscussionTab = lazy(() => import("./DiscussionTab").then((module) => ({ default: module.DiscussionTab })));
const InsightsTab = lazy(() => import("./InsightsTab").then((module) => ({ default: module.InsightsTab })));
const OpportunitiesTab = lazy(() =>
  import("./OpportunitiesTab").then((module) => ({ default: module.OpportunitiesTab })),
);
const OrdersTab = lazy(() => import("./OrdersTab").then((module) => ({ default: module.OrdersTab })));
const PeopleTab = lazy(() => import("./PeopleTab").then((module) => ({ default: module.PeopleTab })));
const RecordTab = lazy(() => import("./RecordTab").then((module) => ({ default: module.RecordTab })));
const TimelineTab = lazy(() => import("./TimelineTab").then((module) => ({ default: module.TimelineTab })));
const VendorsTab = lazy(() => import("./VendorsTab").then((module) => ({ default: module.VendorsTab })));
const EditCustomer = lazy(() => import("./EditCustomer").then((module) => ({ default: module.EditCustomer })));
const LogInteraction = lazy(() => import("./LogInteraction").then((module) => ({ default: module.LogInteraction })));

const tabNames = [
  "overview",
  "record",
  "people",
  "vendors",
  "insights",
  "opportunities",
  "orders",
  "timeline",
  "files",
  "discussion",
] as const;

/** 客户 360: who decides, what they need, who else supplies them, what happened, and what is missing. */
export function CustomerPage() {
  const { customerId } = customerRoute.useParams();
  const { tab = "overview" } = customerRoute.useSearch();
  const navigate = useNavigate({ from: "/customers/$customerId" });
  const { can } = useSession();
  const [sheet, setSheet] = useState<"edit" | "log" | null>(null);
  const customer = useRecord<CustomerOut>({
    noun: "customer",
    id: customerId,
    fetch: (signal) => getCustomer({ path: { customer_id: customerId }, signal }),
  });
  const summary = useQuery({
    queryKey: ["customer", "summary", customerId],
    queryFn: ({ signal }) => getCustomerSummary({ path: { customer_id: customerId }, signal }),
  });
  useTitle(customer.data?.name);
  const row = customer.data;
  const counts = summary.data?.counts;
  const panels: Record<(typeof tabNames)[number], (row: CustomerOut) => ReactNode> = {
    overview: (one) => <OverviewTab customer={one} summary={summary} />,
    record: (one) => <RecordTab customer={one} onEdit={() => setSheet("edit")} />,
    people: (one) => <PeopleTab customerId={one.id} />,
    vendors: (one) => <VendorsTab customerId={one.id} />,
    insights: (one) => <InsightsTab customerId={one.id} />,
    opportunities: (one) => <OpportunitiesTab customerId={one.id} />,
    orders: (one) => <OrdersTab customerId={one.id} summary={summary.data} />,
    timeline: (one) => <TimelineTab customerId={one.id} onLog={() => setSheet("log")} />,
    files: (one) => (
      <Card className="max-w-3xl">
        <LazyFiles entity="customer" entityId={one.id} />
      </Card>
    ),
    discussion: (one) => <DiscussionTab customerId={one.id} />,
  };
  const tabs = [
    { value: "overview", label: m.customers_tab_overview() },
    { value: "record", label: m.customers_tab_record() },
    { value: "people", label: m.customers_tab_people(), count: counts?.contacts },
    { value: "vendors", label: m.customers_tab_vendors(), count: counts?.vendors },
    { value: "insights", label: m.customers_tab_insights(), count: counts?.insights_published },
    { value: "opportunities", label: m.customers_tab_opportunities() },
    { value: "orders", label: m.customers_tab_orders(), count: counts?.orders },
    { value: "timeline", label: m.customers_tab_timeline() },
    { value: "files", label: m.attachments_title() },
    { value: "discussion", label: m.together_title() },
  ];
  return (
    <Page
      title={row?.name ?? m.customers_one()}
      above={
        <Breadcrumbs>
          <Link to="/customers">{m.customers_title()}</Link>
          {row?.parent_id ? (
            <Link to="/customers/$customerId" params={{ customerId: row.parent_id }}>
              {row.parent_name}
            </Link>
          ) : (
            (row?.industry_name ?? "")
          )}
        </Breadcrumbs>
      }
      aside={
        row && (
          <span className="flex items-center gap-2">
            {row.class && <Badge tone={classTones[row.class]}>{classWords[row.class]()}</Badge>}
            <Badge dot tone={lifecycleTones[row.lifecycle]}>
              {lifecycleWords[row.lifecycle]()}
            </Badge>
          </span>
        )
      }
      actions={
        can("records:team") && (
          <>
            <Button icon={<Pencil />} onClick={() => setSheet("edit")} disabled={!row}>
              {m.common_edit()}
            </Button>
            <Button look="primary" icon={<MessageSquarePlus />} onClick={() => setSheet("log")} disabled={!row}>
              {m.customers_log()}
            </Button>
          </>
        )
      }
      below={
        <Tabs
          label={m.customers_sections()}
          tabs={tabs}
          value={tab}
          onChange={(value) => navigate({ search: { tab: tabNames.find((one) => one === value) }, replace: true })}
        />
      }
    >
      {customer.isPending && <Skeleton className="h-96" />}
      {customer.error && <ErrorState error={customer.error} onRetry={() => customer.refetch()} />}
      {row && <Suspense fallback={<Skeleton className="h-96" />}>{panels[tab](row)}</Suspense>}
      <Suspense>
        {row && sheet === "edit" && <EditCustomer customer={row} onClose={() => setSheet(null)} />}
        {row && sheet === "log" && <LogInteraction customerId={row.id} onClose={() => setSheet(null)} />}
      </Suspense>
    </Page>
  );
}
