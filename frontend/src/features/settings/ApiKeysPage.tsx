import { useNavigate } from "@tanstack/react-router";
import { KeyRound, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { type ApiClientOut, listApiClients } from "@/api/generated";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { ApiKeyRow, type KeyTask } from "./ApiKeyRow";
import { apiKeysRoute } from "./routes";
import { SettingsFrame } from "./SettingsFrame";

const CreateApiKey = lazy(() => import("./CreateApiKey").then((module) => ({ default: module.CreateApiKey })));
const EditApiKey = lazy(() => import("./EditApiKey").then((module) => ({ default: module.EditApiKey })));
const RotateKey = lazy(() => import("./RotateKey").then((module) => ({ default: module.RotateKey })));
const RevokeDialog = lazy(() => import("./RevokeDialog").then((module) => ({ default: module.RevokeDialog })));

/** The keys by which other systems come in. */
export function ApiKeysPage() {
  const { can } = useSession();
  const { create } = apiKeysRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/api-keys" });
  const [asked, setAsked] = useState<{ task: KeyTask; client: ApiClientOut } | null>(null);
  const close = () => setAsked(null);
  const list = useList<ApiClientOut>({
    noun: "api-client",
    fetch: (cursor, signal) => listApiClients({ query: { cursor, limit: 100 }, signal }),
    enabled: can("identity:write"),
  });
  const setCreate = (wanted: true | undefined) => navigate({ search: { create: wanted } });
  const button = (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => setCreate(true)}>
      {m.settings_key_create()}
    </Button>
  );
  return (
    <SettingsFrame needs="identity:write" title={m.settings_api_keys()} actions={button}>
      <div className="mx-auto max-w-4xl">
        {list.isPending && <SkeletonLines lines={6} label={m.common_loading()} />}
        {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
        {!list.isPending && !list.error && list.rows.length === 0 && (
          <EmptyState icon={<KeyRound />} title={m.settings_keys_empty()} action={button}>
            {m.settings_keys_empty_text()}
          </EmptyState>
        )}
        {list.rows.length > 0 && (
          <Card flush>
            <ul aria-label={m.settings_api_keys()} className="divide-y divide-line">
              {list.rows.map((client) => (
                <ApiKeyRow key={client.id} client={client} onTask={(task) => setAsked({ task, client })} />
              ))}
            </ul>
          </Card>
        )}
        {list.hasMore && (
          <Button className="mt-3" busy={list.isLoadingMore} onClick={list.loadMore}>
            {m.settings_more()}
          </Button>
        )}
      </div>
      <Suspense>
        {create && <CreateApiKey onClose={() => setCreate(undefined)} />}
        {asked?.task === "edit" && <EditApiKey client={asked.client} onClose={close} />}
        {asked?.task === "rotate" && <RotateKey client={asked.client} onClose={close} />}
        {asked?.task === "revoke" && <RevokeDialog client={asked.client} onClose={close} />}
      </Suspense>
    </SettingsFrame>
  );
}
