import { useNavigate } from "@tanstack/react-router";
import { KeyRound, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { type ApiClientOut, listApiClients } from "@/api/generated";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { RecordList } from "@/parts/RecordList";
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
        <RecordList
          label={m.settings_api_keys()}
          list={list}
          empty={
            <EmptyState icon={<KeyRound />} title={m.settings_keys_empty()} action={button}>
              {m.settings_keys_empty_text()}
            </EmptyState>
          }
          row={(client) => <ApiKeyRow key={client.id} client={client} onTask={(task) => setAsked({ task, client })} />}
        />
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
