import { useState } from "react";
import { renewRecoveryCodes } from "@/api/generated";
import { Button } from "@/components/Button";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Dialog } from "@/components/Dialog";
import { m } from "@/paraglide/messages";
import { RecoveryCodes } from "./RecoveryCodes";

/** Asks first: the codes one has stop working. */
export function RenewCodes({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) {
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={m.security_codes()}
        footer={
          <Button look="primary" onClick={onClose}>
            {m.security_codes_kept()}
          </Button>
        }
      >
        <RecoveryCodes codes={codes} />
      </Dialog>
    );
  }
  let made: string[] | null = null;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && (made ? setCodes(made) : onClose())}
      title={m.security_codes_renew_title()}
      consequence={m.security_codes_renew_text()}
      confirm={m.security_codes_renew()}
      onConfirm={async () => {
        made = (await renewRecoveryCodes()).codes;
      }}
    />
  );
}
