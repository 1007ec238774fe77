import { Download, UserX } from "lucide-react";
import { useState } from "react";
import type { ContactOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { m } from "@/paraglide/messages";
import { EraseDialog } from "./EraseDialog";
import { ExportDialog } from "./ExportDialog";
import { Part } from "./Part";

/** What the person may ask of us: a copy of everything, or to be forgotten. */
export function PersonActs({ contact, onErased }: { contact: ContactOut; onErased: () => void }) {
  const [act, setAct] = useState<"export" | "erase">();
  const close = () => setAct(undefined);
  return (
    <Part title={m.privacy_rights()} hint={m.privacy_rights_hint()}>
      <div className="flex flex-wrap gap-2">
        <Button icon={<Download />} onClick={() => setAct("export")}>
          {m.privacy_export()}
        </Button>
        {!contact.erased_at && (
          <Button look="danger" icon={<UserX />} onClick={() => setAct("erase")}>
            {m.privacy_erase()}
          </Button>
        )}
      </div>
      {act === "export" && <ExportDialog contact={contact} onClose={close} />}
      {act === "erase" && <EraseDialog contact={contact} onClose={close} onErased={onErased} />}
    </Part>
  );
}
