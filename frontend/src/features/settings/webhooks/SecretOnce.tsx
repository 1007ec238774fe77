import type { WebhookWithSecret } from "@/api/generated";
import { m } from "@/paraglide/messages";
import { CopyField } from "../CopyField";

const SNIPPET = `from standardwebhooks import Webhook

event = Webhook(SECRET).verify(body, headers)`;

/** The secret, once, and what to do with it. */
export function SecretOnce({ made }: { made: WebhookWithSecret }) {
  return (
    <div className="grid gap-5">
      <p className="text-pretty rounded-lg bg-warn-soft px-4 py-3">{m.webhooks_secret_once()}</p>
      <CopyField label={m.webhooks_secret()} value={made.secret} />
      <div>
        <h3 className="font-medium">{m.webhooks_verify()}</h3>
        <pre className="mt-1 overflow-x-auto rounded-md bg-sunken px-3 py-2 text-sm">
          <code>{SNIPPET}</code>
        </pre>
      </div>
    </div>
  );
}
