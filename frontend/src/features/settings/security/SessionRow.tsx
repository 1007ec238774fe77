import { Monitor, Smartphone } from "lucide-react";
import type { BrowserSessionOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { deviceName } from "./device";

const ways: Record<string, () => string> = {
  link: m.security_way_link,
  console: m.security_way_console,
  password: m.security_way_password,
  sso: m.security_way_sso,
};

type Props = { session: BrowserSessionOut; busy: boolean; onEnd: (which: { id: string; name: string }) => void };

export function SessionRow({ session, busy, onEnd }: Props) {
  const name = deviceName(session.device) ?? m.security_device_unknown();
  const Icon = /Mobi|Android|iPhone|iPad/.test(session.device) ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 py-2.5">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{name}</span>
          {session.current && <Badge tone="good">{m.security_session_this()}</Badge>}
        </p>
        <p className="text-ink-soft text-sm">
          {[
            session.address,
            ways[session.way]?.(),
            m.security_session_seen({ at: formatDate(session.seen_at, "relative") }),
            m.security_session_since({ at: formatDate(session.created_at, "dateTime") }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {!session.current && (
        <Button
          size="sm"
          disabled={busy}
          aria-label={m.security_session_end_named({ name })}
          onClick={() => onEnd({ id: session.id, name })}
        >
          {m.security_session_end()}
        </Button>
      )}
    </li>
  );
}
