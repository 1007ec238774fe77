import { useState } from "react";
import { m } from "@/paraglide/messages";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { ErrorState } from "./ErrorState";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Names what is lost. */
  consequence: string;
  confirm: string;
  onConfirm: () => Promise<unknown>;
};

/** Asks once before something that cannot be undone; stays open, with the reason, when the server refuses. */
export function ConfirmDialog({ open, onOpenChange, title, consequence, confirm, onConfirm }: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={consequence}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{m.common_cancel()}</Button>
          <Button look="danger" busy={busy} onClick={run}>
            {confirm}
          </Button>
        </>
      }
    >
      {error ? <ErrorState error={error} compact /> : null}
    </Dialog>
  );
}
