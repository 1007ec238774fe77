import { useNavigate } from "@tanstack/react-router";
import { Plus, ShieldQuestion } from "lucide-react";
import { lazy, Suspense } from "react";
import { listPrivacyRequests, type PrivacyRequestOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Select } from "@/components/Select";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { RecordList } from "@/parts/RecordList";
import { privacyRoute } from "../routes";
import { SettingsFrame } from "../SettingsFrame";
import { RequestRow } from "./RequestRow";
import { optionsOf, stateWords } from "./words";

const CreateRequest = lazy(() => import("./CreateRequest").then((module) => ({ default: module.CreateRequest })));
const RequestSheet = lazy(() => import("./RequestSheet").then((module) => ({ default: module.RequestSheet })));

/** The register of what persons asked about their own data, the most pressing first. */
export function PrivacyPage() {
  const { can } = useSession();
  const { state, request, create } = privacyRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/privacy" });
  const list = useList<PrivacyRequestOut>({
    noun: "privacy-request",
    params: { state },
    fetch: (cursor, signal) => listPrivacyRequests({ query: { state, cursor, limit: 50 }, signal }),
    enabled: can("privacy:write"),
  });
  const show = (search: { request?: string; create?: true }) =>
    navigate({ search: (old) => ({ state: old.state, ...search }), resetScroll: false });
  const chosen = list.rows.find((row) => row.id === request);
  const button = (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => show({ create: true })}>
      {m.privacy_request_create()}
    </Button>
  );
  return (
    <SettingsFrame
      needs="privacy:write"
      title={m.privacy_requests()}
      actions={button}
      filters={
        <Select
          className="w-40"
          aria-label={m.privacy_state()}
          value={state ?? ""}
          placeholder={m.privacy_state_all()}
          options={optionsOf(stateWords)}
          onChange={(event) =>
            navigate({ search: { state: (event.target.value || undefined) as PrivacyRequestOut["state"] | undefined } })
          }
        />
      }
    >
      <div className="mx-auto max-w-4xl">
        <RecordList
          label={m.privacy_requests()}
          list={list}
          empty={
            <EmptyState
              icon={<ShieldQuestion />}
              title={state ? m.privacy_requests_none() : m.privacy_requests_empty()}
              action={state ? undefined : button}
            >
              {m.privacy_requests_empty_text()}
            </EmptyState>
          }
          row={(row) => <RequestRow key={row.id} row={row} onOpen={() => show({ request: row.id })} />}
        />
      </div>
      <Suspense>
        {create && <CreateRequest onClose={() => show({})} />}
        {chosen && <RequestSheet key={chosen.id} row={chosen} onClose={() => show({})} />}
      </Suspense>
    </SettingsFrame>
  );
}
