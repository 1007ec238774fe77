import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import {
  type DeliveryOut,
  listWebhookDeliveries,
  replayDeadWebhookDeliveries,
  replayWebhookDelivery,
  type WebhookOut,
} from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Select } from "@/components/Select";
import { toast } from "@/components/Toast";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { RecordList } from "@/parts/RecordList";
import { webhooksRoute } from "../routes";
import { DeliveryRow } from "./DeliveryRow";
import { deliveryStates } from "./words";

const LOOK_MS = 2500;

/** What was sent to one address, latest first; looked at again while something is on its way. */
export function DeliveryLog({ webhook }: { webhook: WebhookOut }) {
  const { log } = webhooksRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/webhooks" });
  const client = useQueryClient();
  const path = { webhook_id: webhook.id };
  const list = useList<DeliveryOut>({
    noun: "webhook",
    params: { deliveries: webhook.id, log },
    fetch: (cursor, signal) => listWebhookDeliveries({ path, query: { state: log, cursor, limit: 20 }, signal }),
  });
  const isMoving = list.rows.some((row) => row.state === "waiting" && row.attempts.length === 0);
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ["webhook"] }), LOOK_MS);
    return () => clearInterval(timer);
  }, [isMoving, client]);
  const again = async (work: () => Promise<string>) => {
    try {
      toast.done(await work());
      await client.invalidateQueries({ queryKey: ["webhook"] });
    } catch (error) {
      toast.problem(asProblem(error));
    }
  };
  const replayOne = (delivery_id: string) =>
    again(async () => {
      await replayWebhookDelivery({ path: { ...path, delivery_id } });
      return m.webhooks_replay_done();
    });
  const replayAll = () =>
    again(async () => m.webhooks_replayed({ count: (await replayDeadWebhookDeliveries({ path })).replayed }));
  return (
    <section aria-labelledby="delivery-log">
      <header className="flex flex-wrap items-center gap-2 border-line border-b pb-2">
        <h3 id="delivery-log" className="mr-auto font-semibold">
          {m.webhooks_log()}
        </h3>
        {webhook.active && webhook.dead > 0 && (
          <Button size="sm" onClick={() => void replayAll()}>
            {m.webhooks_replay_dead()}
          </Button>
        )}
        <Select
          className="w-32"
          aria-label={m.webhooks_log_state()}
          placeholder={m.webhooks_log_all()}
          value={log ?? ""}
          options={Object.entries(deliveryStates).map(([value, { label }]) => ({ value, label: label() }))}
          onChange={(event) =>
            navigate({
              search: (old) => ({ ...old, log: (event.target.value || undefined) as typeof log }),
              replace: true,
            })
          }
        />
      </header>
      <RecordList
        bare
        label={m.webhooks_log()}
        list={list}
        empty={<EmptyState title={m.webhooks_log_empty()}>{m.webhooks_log_empty_text()}</EmptyState>}
        row={(row) => (
          <DeliveryRow key={row.id} delivery={row} onReplay={webhook.active ? () => replayOne(row.id) : undefined} />
        )}
      />
    </section>
  );
}
