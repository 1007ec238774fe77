import type { ApiClientOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { cx } from "@/lib/cx";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { FormerKey } from "./FormerKey";
import { scopeText } from "./scopes";

export type KeyTask = "edit" | "rotate" | "revoke";
type Props = { client: ApiClientOut; onTask: (task: KeyTask) => void };

/** One key: whose it is, what it opens, until when. Revoked ones stay to be read. */
export function ApiKeyRow({ client, onTask }: Props) {
  const isExpired = client.expires_at !== null && Date.parse(client.expires_at) < Date.now();
  const isDead = client.revoked_at !== null || isExpired;
  const state = client.revoked_at
    ? m.settings_key_revoked({ at: formatDate(client.revoked_at) })
    : client.expires_at
      ? (isExpired ? m.settings_key_expired : m.settings_key_expires)({ at: formatDate(client.expires_at) })
      : m.settings_key_no_end();
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-72">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className={cx("font-medium", isDead && "text-ink-soft")}>{client.name}</span>
          <code className="text-ink-soft text-sm">{client.key_start}…</code>
          <Badge tone={isDead ? "neutral" : "good"}>{isDead ? m.settings_key_dead() : m.settings_key_live()}</Badge>
        </p>
        <ul className="mt-1.5 flex flex-wrap gap-1">
          {client.scopes.map((scope) => (
            <li key={scope} className="flex min-w-0 *:h-auto *:min-h-5 *:whitespace-normal">
              <Badge>{scopeText(scope)}</Badge>
            </li>
          ))}
        </ul>
        <p className="mt-1.5 text-ink-faint text-xs">
          {[
            m.settings_key_made({ at: formatDate(client.key_made_at) }),
            state,
            client.key_used_at
              ? m.settings_key_used({ at: formatDate(client.key_used_at, "relative") })
              : m.settings_key_unused(),
            client.networks.length > 0 && m.settings_key_from({ networks: client.networks.join(" ") }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {!client.revoked_at && <FormerKey client={client} />}
      </div>
      {!client.revoked_at && (
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            aria-label={m.settings_key_edit_named({ name: client.name })}
            onClick={() => onTask("edit")}
          >
            {m.settings_key_edit()}
          </Button>
          <Button
            size="sm"
            aria-label={m.settings_key_rotate_named({ name: client.name })}
            onClick={() => onTask("rotate")}
          >
            {m.settings_key_rotate()}
          </Button>
          <Button
            size="sm"
            aria-label={m.settings_revoke_named({ name: client.name })}
            onClick={() => onTask("revoke")}
          >
            {m.settings_revoke()}
          </Button>
        </div>
      )}
    </li>
  );
}
