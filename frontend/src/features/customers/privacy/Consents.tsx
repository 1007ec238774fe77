import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { atVersion } from "@/api/client";
import { type ConsentOut, type ContactOut, updateConsent } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { ConsentForm } from "./ConsentForm";
import { Part } from "./Part";
import { today } from "./today";
import { useConsents } from "./useConsents";
import { basisWords, purposeWords } from "./words";

/** On what legal bases the private section is kept and read, and since when. */
export function Consents({ contact }: { contact: ContactOut }) {
  const [adding, setAdding] = useState(false);
  const list = useConsents(contact.id);
  return (
    <Part
      title={m.privacy_consents()}
      actions={
        !contact.erased_at &&
        !adding && (
          <Button look="quiet" icon={<Plus />} onClick={() => setAdding(true)}>
            {m.privacy_consent_add()}
          </Button>
        )
      }
    >
      {adding && <ConsentForm contactId={contact.id} onClose={() => setAdding(false)} />}
      {list.isPending && <SkeletonLines lines={2} label={m.common_loading()} />}
      {list.error ? <ErrorState compact error={list.error} onRetry={list.retry} /> : null}
      {!list.isPending && !list.error && list.rows.length === 0 && !adding && (
        <p className="text-ink-soft">{m.privacy_consents_empty()}</p>
      )}
      {list.rows.length > 0 && (
        <ul aria-label={m.privacy_consents()} className="divide-y divide-line">
          {list.rows.map((row) => (
            <Consent key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Part>
  );
}

function Consent({ row }: { row: ConsentOut }) {
  const client = useQueryClient();
  const set = async (withdrawn_on: string | null, version: number) => {
    const saved = await updateConsent({
      path: { consent_id: row.id },
      body: { withdrawn_on },
      headers: atVersion({ version }),
    });
    await client.invalidateQueries({ queryKey: ["consent"] });
    return saved;
  };
  const withdraw = async () => {
    try {
      const saved = await set(today(), row.version);
      toast.done(m.common_saved(), { label: m.common_undo(), run: () => void set(null, saved.version) });
    } catch (error) {
      toast.problem(asProblem(error));
    }
  };
  return (
    <li className="flex items-center gap-3 py-2">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{purposeWords[row.purpose]()}</span>
          {row.live ? (
            <Badge tone="good">{m.privacy_live()}</Badge>
          ) : (
            row.withdrawn_on && <Badge>{m.privacy_withdrawn({ day: formatDate(row.withdrawn_on, "date") })}</Badge>
          )}
        </p>
        <p className="text-pretty text-ink-soft text-sm">
          {basisWords[row.basis]()} · {m.privacy_since({ day: formatDate(row.given_on, "date") })}
          {row.evidence && ` · ${row.evidence}`}
        </p>
      </div>
      {row.live && (
        <Button look="quiet" onClick={withdraw}>
          {m.privacy_withdraw()}
        </Button>
      )}
    </li>
  );
}
