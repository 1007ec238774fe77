import type { ApiClientCreated } from "@/api/generated";
import { m } from "@/paraglide/messages";
import { CopyField } from "./CopyField";

/** The key, once, and the first call to make with it. */
export function NewKey({ made }: { made: ApiClientCreated }) {
  return (
    <div className="grid gap-5">
      <p className="rounded-lg bg-warn-soft px-4 py-3 text-pretty">{m.settings_key_once()}</p>
      <CopyField label={m.settings_key()} value={made.key} />
      <div>
        <h3 className="font-medium">{m.settings_key_use()}</h3>
        <p className="mt-1 break-all rounded-md bg-sunken px-3 py-2 font-mono text-sm">
          Authorization: Bearer {made.key_start}…
        </p>
        <p className="mt-2 text-pretty text-ink-soft">
          {m.settings_key_base({ address: `${location.origin}/api/v1` })}
        </p>
        <p className="mt-2 break-words text-ink-soft">
          {m.settings_key_oauth({ address: `${location.origin}/api/v1/identity/oauth/token`, id: made.id })}
        </p>
      </div>
    </div>
  );
}
