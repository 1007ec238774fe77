import type { ContactOut } from "@/api/generated";
import { useSession } from "@/hooks/useSession";
import { Consents } from "./Consents";
import { PersonActs } from "./PersonActs";
import { PrivateTraits } from "./PrivateTraits";
import { ViewsLog } from "./ViewsLog";

/** What is private about a person: to whom it is open, on what basis, who looked, and the person's rights. */
export function ContactPrivacy({ contact, onErased }: { contact: ContactOut; onErased: () => void }) {
  const { can, sees } = useSession();
  return (
    <div className="grid gap-6">
      {sees("sensitive") && !contact.erased_at && <PrivateTraits contact={contact} />}
      {sees("sensitive") && <Consents contact={contact} />}
      {sees("sensitive") && <ViewsLog contactId={contact.id} />}
      {can("privacy:write") && <PersonActs contact={contact} onErased={onErased} />}
    </div>
  );
}
