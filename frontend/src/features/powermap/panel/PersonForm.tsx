import { Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Form } from "@/components/Form";
import { IconButton } from "@/components/IconButton";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import type { PersonOut, PowerMapOut } from "../model";
import type { MapEdits } from "../useMapEdits";
import { CompetitorFields } from "./CompetitorFields";
import { EvidenceFields } from "./EvidenceFields";
import { JudgementFields } from "./JudgementFields";
import { LineFields } from "./LineFields";
import { changesOf, type PersonValues, valuesOf } from "./personValues";
import { WhoFields } from "./WhoFields";

type PersonFormProps = {
  map: PowerMapOut;
  person: PersonOut;
  vendors: ReadonlyMap<string, string>;
  edits: MapEdits;
  readOnly: boolean;
  onClose: () => void;
};

/** Everything known of one person and how we know it. Give it the person's id as key; what others save appears by itself. */
export function PersonForm({ map, person, vendors, edits, readOnly, onClose }: PersonFormProps) {
  const id = useId();
  const [removing, setRemoving] = useState(false);
  const form = useForm<PersonValues>({ values: valuesOf(person) });
  const send = async (values: PersonValues) => {
    const change = changesOf(person, values);
    if (Object.keys(change).length > 0) await edits.save(person, change);
    toast.done(m.powermap_saved({ name: person.name }));
  };
  const props = { form, map, person };
  return (
    <>
      <Form id={id} form={form} onSubmit={send}>
        <fieldset disabled={readOnly} className="grid gap-5">
          <WhoFields {...props} />
          <JudgementFields form={form} readOnly={readOnly} />
          <CompetitorFields form={form} vendors={vendors} readOnly={readOnly} />
          <EvidenceFields form={form} />
          <LineFields map={map} person={person} edits={edits} readOnly={readOnly} />
        </fieldset>
        {!readOnly && (
          <div className="sticky -bottom-4 -mx-4 mt-4 -mb-4 flex items-center gap-2 border-line border-t bg-surface px-4 py-2.5">
            <IconButton
              label={m.powermap_remove_person()}
              icon={<Trash2 aria-hidden />}
              onClick={() => setRemoving(true)}
            />
            <Button className="ml-auto" onClick={onClose}>
              {m.common_close()}
            </Button>
            <Button look="primary" type="submit" busy={form.formState.isSubmitting} disabled={!form.formState.isDirty}>
              {m.common_save()}
            </Button>
          </div>
        )}
      </Form>
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={m.powermap_remove_title({ name: person.name })}
        consequence={m.powermap_remove_text()}
        confirm={m.powermap_remove_person()}
        onConfirm={async () => {
          await edits.remove(person);
          toast.done(m.powermap_removed({ name: person.name }));
          onClose();
        }}
      />
    </>
  );
}
