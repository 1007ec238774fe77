import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Field } from "@/components/Field";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";
import { calls, type Service } from "./calls";

type Props = { service: Service; kind: string; value: string; onChange: (value: string) => void };

/** The system the file comes from: ids are compared within one source, so another name would make new records. */
export function SourceField({ service, kind, value, onChange }: Props) {
  const runs = useQuery({
    queryKey: ["import", "sources", service, kind],
    queryFn: ({ signal }) => calls[service].list({ query: { kind, limit: 50 }, signal }),
  });
  const used = new Set(runs.data?.items.filter((run) => run.state === "done").map((run) => run.source));
  used.delete(value.trim());
  return (
    <Card title={m.imports_source()}>
      <Field
        label={m.imports_source_name()}
        hint={m.imports_source_hint()}
        error={value.trim() ? undefined : m.imports_source_missing()}
      >
        <Input value={value} maxLength={64} onChange={(event) => onChange(event.target.value)} />
      </Field>
      {used.size > 0 && (
        <p className="mt-2 flex flex-wrap items-center gap-1.5 text-ink-soft text-sm">
          {m.imports_source_used()}
          {[...used].map((name) => (
            <Button key={name} size="sm" aria-label={m.imports_source_take({ name })} onClick={() => onChange(name)}>
              {name}
            </Button>
          ))}
        </p>
      )}
    </Card>
  );
}
