import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ContactOut, type ExportIn, exportPerson } from "@/api/generated";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { ErrorState } from "@/components/ErrorState";
import { Field } from "@/components/Field";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { exportPurposes, optionsOf, purposeWords } from "./words";

/** Hands the browser a file of our own making. */
function save(data: unknown, name: string) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** All data of one person as a file, once it is said what for. */
export function ExportDialog({ contact, onClose }: { contact: ContactOut; onClose: () => void }) {
  const client = useQueryClient();
  const [purpose, setPurpose] = useState<ExportIn["purpose"]>("access");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      const data = await exportPerson({ path: { contact_id: contact.id }, body: { purpose } });
      save(data, `person-${contact.id}.json`);
      void client.invalidateQueries({ queryKey: ["private-view"] });
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.privacy_export()}
      description={m.privacy_export_text({ name: contact.name })}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" busy={busy} onClick={run}>
            {m.privacy_export()}
          </Button>
        </>
      }
    >
      {error ? <ErrorState compact error={error} /> : null}
      <Field label={m.privacy_purpose()}>
        <Select
          value={purpose}
          onChange={(event) => setPurpose(event.target.value as ExportIn["purpose"])}
          options={optionsOf(exportPurposes, purposeWords)}
        />
      </Field>
    </Dialog>
  );
}
