import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Sprout } from "lucide-react";
import { getLoop, type LoopFigure } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { Select } from "@/components/Select";
import { Skeleton } from "@/components/Skeleton";
import { m } from "@/paraglide/messages";
import { FigureRows } from "./FigureRows";
import { LoopRing } from "./LoopRing";
import { loopRoute } from "./routes";
import { StageCard } from "./StageCard";
import { WeakestCard } from "./WeakestCard";
import { figureWords } from "./words";

const classes = ["S", "A", "B", "C"] as const;

/** 闭环总览: where the soil is poor and where trees fail, with a way from each figure to its rows. */
export function LoopPage() {
  const search = loopRoute.useSearch();
  const navigate = useNavigate({ from: "/" });
  const loop = useQuery({
    queryKey: ["loop", search.class ?? null],
    queryFn: ({ signal }) => getLoop({ query: { class: search.class }, signal }),
    placeholderData: (old) => old,
  });
  const figure = search.figure && search.figure in figureWords ? (search.figure as LoopFigure["key"]) : undefined;
  const filter = (
    <Select
      aria-label={m.loop_customer_class()}
      className="w-40"
      value={search.class ?? ""}
      placeholder={m.loop_all_classes()}
      options={classes.map((value) => ({ value, label: m.loop_class({ class: value }) }))}
      onChange={(event) =>
        navigate({ search: (old) => ({ ...old, class: classes.find((one) => one === event.target.value) }) })
      }
    />
  );
  return (
    <Page
      title={m.loop_title()}
      aside={
        loop.data && (
          <span className="hidden text-ink-soft text-sm sm:inline">
            <DateText value={loop.data.window.starts_on} /> – <DateText value={loop.data.window.ends_on} />
          </span>
        )
      }
      actions={filter}
    >
      {loop.isPending && <Skeleton className="h-96" />}
      {loop.error && <ErrorState error={asProblem(loop.error)} onRetry={() => loop.refetch()} />}
      {loop.data?.customers === 0 && (
        <EmptyState
          icon={<Sprout />}
          title={m.loop_empty()}
          action={<Button onClick={() => navigate({ to: "/customers" })}>{m.loop_empty_action()}</Button>}
        >
          {m.loop_empty_text()}
        </EmptyState>
      )}
      {loop.data && loop.data.customers > 0 && (
        <div className="grid gap-4 xl:grid-cols-[22rem_1fr]">
          <div className="grid content-start gap-4 md:grid-cols-2 xl:grid-cols-1">
            <Card>
              <LoopRing stages={loop.data.stages} weakest={loop.data.weakest?.stage} />
            </Card>
            {loop.data.weakest && <WeakestCard weakest={loop.data.weakest} />}
          </div>
          <div className="grid content-start gap-4 md:grid-cols-2">
            {loop.data.stages.map((stage, index) => (
              <StageCard
                key={stage.stage}
                stage={stage}
                number={index + 1}
                weakest={stage.stage === loop.data.weakest?.stage}
              />
            ))}
          </div>
        </div>
      )}
      {figure && (
        <FigureRows figure={figure} onClose={() => navigate({ search: (old) => ({ ...old, figure: undefined }) })} />
      )}
    </Page>
  );
}
