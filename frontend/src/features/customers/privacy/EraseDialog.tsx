import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { atVersion } from "@/api/client";
import { type ContactOut, type ErasurePreview, erasePerson, previewErasure } from "@/api/generated";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { fieldWords, heldWords } from "./words";

type Props = { contact: ContactOut; onClose: () => void; onErased: () => void };

/** Asks once, naming everything that will be lost. */
export function EraseDialog({ contact, onClose, onErased }: Props) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const preview = useQuery({
    queryKey: ["erasure", contact.id],
    queryFn: ({ signal }) => previewErasure({ path: { contact_id: contact.id }, signal }),
    gcTime: 0,
  });
  const run = async (seen: ErasurePreview) => {
    setBusy(true);
    setError(null);
    try {
      await erasePerson({ path: { contact_id: contact.id }, headers: atVersion(seen) });
      await client.invalidateQueries();
      toast.done(m.privacy_did_erased());
      onErased();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.privacy_erase_title({ name: contact.name })}
      description={m.privacy_erase_lost()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button
            look="danger"
            busy={busy}
            disabled={!preview.data}
            onClick={() => preview.data && void run(preview.data)}
          >
            {m.privacy_erase()}
          </Button>
        </>
      }
    >
      {preview.isPending && <SkeletonLines lines={4} label={m.common_loading()} />}
      {(error ?? preview.error) ? <ErrorState compact error={error ?? preview.error} /> : null}
      {preview.data && <Lost preview={preview.data} />}
    </Dialog>
  );
}

function Lost({ preview }: { preview: ErasurePreview }) {
  const fields = preview.fields.map((name) => fieldWords[name]?.() ?? name);
  return (
    <div className="grid gap-3">
      <ul className="list-disc space-y-1 pl-5">
        <li>{m.privacy_erase_fields({ fields: fields.join(m.privacy_comma()) })}</li>
        {preview.private_traits && <li>{m.privacy_erase_private()}</li>}
        {preview.held
          .filter((held) => held.kind !== "privacy_request")
          .map((held) => (
            <li key={held.kind}>{heldWords(held.kind, held.count)}</li>
          ))}
        <li>{m.privacy_erase_history({ count: preview.events })}</li>
      </ul>
      <p className="text-pretty text-ink-soft text-sm">{m.privacy_erase_kept()}</p>
    </div>
  );
}
