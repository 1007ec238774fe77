import type { ApiClientOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { cx } from "@/lib/cx";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { scopeText } from "./scopes";

type Props = { client: ApiClientOut; onRevoke: () => void };

/** One key: whose it is, what it opens, until when. Revoked ones stay to be read. */
export function ApiKeyRow({ client, onRevoke }: Props) {
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
            <li key={scope} className="flex min-w-0">
              <Badge>{scopeText(scope)}</Badge>
            </li>
          ))}
        </ul>
        <p className="mt-1.5 text-ink-faint text-xs">
          {m.settings_key_made({ at: formatDate(client.created_at) })} · {state}
        </p>
      </div>
      {!client.revoked_at && (
        <Button size="sm" aria-label={m.settings_revoke_named({ name: client.name })} onClick={onRevoke}>
          {m.settings_revoke()}
        </Button>
      )}
    </li>
  );
}
