import { removeSecondFactor } from "@/api/generated";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";

export function RemoveSecondFactor({ onClose }: { onClose: () => void }) {
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.security_factor_remove_title()}
      consequence={m.security_factor_remove_text()}
      confirm={m.security_factor_remove()}
      onConfirm={async () => {
        await removeSecondFactor();
        toast.done(m.security_factor_removed());
      }}
    />
  );
}
