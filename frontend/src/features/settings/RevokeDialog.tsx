import { useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { type ApiClientOut, revokeApiClient } from "@/api/generated";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";
import { scopeText } from "./scopes";

/** Names what stops working, because it cannot be taken back. */
export function RevokeDialog({ client, onClose }: { client: ApiClientOut; onClose: () => void }) {
  const cache = useQueryClient();
  const lost = new Intl.ListFormat(getLocale(), { type: "conjunction" }).format(client.scopes.map(scopeText));
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.settings_revoke_title({ name: client.name })}
      consequence={m.settings_revoke_text({ name: client.name, lost })}
      confirm={m.settings_revoke()}
      onConfirm={async () => {
        await revokeApiClient({ path: { client_id: client.id }, headers: atVersion(client) });
        await cache.invalidateQueries({ queryKey: ["api-client"] });
        toast.done(m.settings_revoke_done({ name: client.name }));
      }}
    />
  );
}
