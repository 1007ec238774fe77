import { useQueryClient } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useState } from "react";
import { type ContactOut, getPrivateTraits, type PrivateTraitsOut } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { Field } from "@/components/Field";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { Part } from "./Part";
import { TraitsForm } from "./TraitsForm";
import { TraitsText } from "./TraitsText";
import { useConsents } from "./useConsents";
import { type Purpose, purposes, purposeWords } from "./words";

/** Sealed until somebody says what for; closing the panel forgets what was shown. */
export function PrivateTraits({ contact }: { contact: ContactOut }) {
  const client = useQueryClient();
  const consents = useConsents(contact.id);
  const open = purposes.filter((one) => consents.rows.some((row) => row.live && row.purpose === one));
  const [chosen, setChosen] = useState<Purpose>();
  const [shown, setShown] = useState<PrivateTraitsOut>();
  const [mode, setMode] = useState<"closed" | "shown" | "none" | "writing">("closed");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const purpose = chosen && open.includes(chosen) ? chosen : open[0];
  const show = async () => {
    if (!purpose) return;
    setBusy(true);
    setError(null);
    try {
      setShown(await getPrivateTraits({ path: { contact_id: contact.id }, query: { purpose } }));
      setMode("shown");
      void client.invalidateQueries({ queryKey: ["private-view"] });
    } catch (refused) {
      if (asProblem(refused).status === 404) setMode("none");
      else setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const forget = () => {
    setShown(undefined);
    setMode("closed");
  };
  return (
    <Part title={m.privacy_section()} hint={m.privacy_section_hint()}>
      {!consents.isPending && open.length === 0 && <p className="text-warn-ink">{m.privacy_no_consent()}</p>}
      {mode === "closed" && purpose && (
        <div className="flex items-end gap-2">
          <div className="grow">
            <Field label={m.privacy_purpose()}>
              <Select
                value={purpose}
                onChange={(event) => setChosen(event.target.value as Purpose)}
                options={purposes.map((one) => ({
                  value: one,
                  disabled: !open.includes(one),
                  label: open.includes(one)
                    ? purposeWords[one]()
                    : m.privacy_purpose_no_basis({ purpose: purposeWords[one]() }),
                }))}
              />
            </Field>
          </div>
          <Button icon={<Eye />} busy={busy} onClick={show}>
            {m.privacy_open()}
          </Button>
        </div>
      )}
      {error ? <ErrorState compact error={error} /> : null}
      {mode === "none" && (
        <div className="flex items-center justify-between gap-3">
          <p className="text-ink-soft">{m.privacy_nothing_yet()}</p>
          <Button onClick={() => setMode("writing")}>{m.privacy_write()}</Button>
        </div>
      )}
      {mode === "shown" && shown && (
        <TraitsText contact={contact} traits={shown} onEdit={() => setMode("writing")} onErased={forget} />
      )}
      {mode === "writing" && (
        <TraitsForm
          contactId={contact.id}
          traits={shown}
          onClose={(saved) => {
            if (saved) setShown(saved);
            setMode(saved || shown ? "shown" : "none");
          }}
        />
      )}
    </Part>
  );
}
