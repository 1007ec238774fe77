import { Card } from "@/components/Card";
import { Field } from "@/components/Field";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";

/** The system the file comes from: ids are compared within one source. */
export function SourceField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Card title={m.imports_source()}>
      <Field
        label={m.imports_source_name()}
        hint={m.imports_source_hint()}
        error={value.trim() ? undefined : m.imports_source_missing()}
      >
        <Input value={value} maxLength={64} onChange={(event) => onChange(event.target.value)} />
      </Field>
    </Card>
  );
}
