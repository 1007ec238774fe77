import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { atVersion } from "@/api/client";
import { type ContactOut, erasePrivateTraits, type PrivateTraitsOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { m } from "@/paraglide/messages";
import { traitFields } from "./traitFields";

type Props = { contact: ContactOut; traits: PrivateTraitsOut; onEdit: () => void; onErased: () => void };

/** The opened private section, to read. */
export function TraitsText({ contact, traits, onEdit, onErased }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <dl className="grid gap-3 rounded-lg border border-line bg-surface p-4">
        {traitFields.map(({ name, label }) => (
          <div key={name}>
            <dt className="text-ink-soft text-sm">{label()}</dt>
            <dd className="whitespace-pre-line">{traits[name] || "—"}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" icon={<Trash2 />} onClick={() => setAsking(true)}>
          {m.privacy_section_erase()}
        </Button>
        <Button icon={<Pencil />} onClick={onEdit}>
          {m.common_edit()}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={m.privacy_section_erase()}
        consequence={m.privacy_section_erase_lost({ name: contact.name })}
        confirm={m.privacy_section_erase()}
        onConfirm={async () => {
          await erasePrivateTraits({ path: { contact_id: contact.id }, headers: atVersion(traits) });
          onErased();
        }}
      />
    </>
  );
}
