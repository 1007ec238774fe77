import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { atVersion } from "@/api/client";
import type { FieldMapping, FieldOut, ImportRunOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { ErrorState } from "@/components/ErrorState";
import { Field } from "@/components/Field";
import { m } from "@/paraglide/messages";
import { calls, runKey, type Service } from "./calls";
import { bodyOf, draftOf } from "./draft";
import type { RejectGroup } from "./rejectGroups";
import type { Kind } from "./useKinds";
import { ValueInput } from "./ValueInput";
import { labelOf } from "./words";

type Props = { service: Service; run: ImportRunOut; kind: Kind; group: RejectGroup; onClose: () => void };

/** Says what a rejected word means, everywhere in the file, and checks again. */
export function ReplaceDialog({ service, run, kind, group, onClose }: Props) {
  const client = useQueryClient();
  const field = kind.fields.find((one) => one.name === group.field) as FieldOut;
  const said = group.value?.trim() ?? "";
  const [meant, setMeant] = useState("");
  const mend = useMutation({
    mutationFn: async () => {
      const draft = draftOf(run);
      const entry = draft.mapping[field.name] ?? {};
      const mended: FieldMapping = said
        ? { ...entry, values: { ...entry.values, [said]: meant } }
        : { ...entry, default: meant };
      const path = { run_id: run.id };
      const body = bodyOf({ ...draft, mapping: { ...draft.mapping, [field.name]: mended } });
      await calls[service].change({ path, body, headers: atVersion(run) });
      return calls[service].check({ path });
    },
    onSuccess: (checked) => {
      client.setQueryData(runKey(service, run.id), checked);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={said ? m.imports_mend_title({ value: said }) : m.imports_mend_empty_title({ field: labelOf(field) })}
      description={m.imports_mend_text()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="mend" busy={mend.isPending} disabled={!said && !meant.trim()}>
            {m.imports_mend_check()}
          </Button>
        </>
      }
    >
      <form
        id="mend"
        onSubmit={(event) => {
          event.preventDefault();
          mend.mutate();
        }}
      >
        {mend.error ? <ErrorState compact error={mend.error} /> : null}
        <Field label={labelOf(field)} hint={field.type === "reference" ? m.imports_mend_reference() : undefined}>
          <ValueInput
            field={field}
            value={meant}
            emptyLabel={said ? m.imports_left_empty() : undefined}
            onChange={setMeant}
          />
        </Field>
      </form>
    </Dialog>
  );
}
