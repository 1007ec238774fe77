import { useQueryClient } from "@tanstack/react-query";
import { resetSecondFactor } from "@/api/generated";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import type { User } from "./useUsers";

/** For whoever has lost phone and recovery codes. */
export function ResetSecondFactor({ user, onClose }: { user: User; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.security_user_reset_title({ name: user.name })}
      consequence={m.security_user_reset_text()}
      confirm={m.security_user_reset()}
      onConfirm={async () => {
        await resetSecondFactor({ path: { user_id: user.id } });
        await client.invalidateQueries({ queryKey: ["user"] });
        toast.done(m.security_user_reset_done({ name: user.name }));
      }}
    />
  );
}
