import { useQueryClient } from "@tanstack/react-query";
import { endOtherSessions } from "@/api/generated";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";

export function EndOtherSessions({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.security_sessions_end_title()}
      consequence={m.security_sessions_end_text()}
      confirm={m.security_sessions_end()}
      onConfirm={async () => {
        await endOtherSessions();
        await client.invalidateQueries({ queryKey: ["browser-session"] });
        toast.done(m.security_sessions_ended());
      }}
    />
  );
}
