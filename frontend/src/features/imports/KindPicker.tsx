import { RadioGroup } from "@/components/RadioGroup";
import { m } from "@/paraglide/messages";
import type { Kind } from "./useKinds";
import { aboutKind, labelOf, recognisedBy } from "./words";

type Props = { kinds: readonly Kind[]; value: string | undefined; onChange: (kind: string) => void };

/** What the rows of a file are; only kinds this person may import. */
export function KindPicker({ kinds, value, onChange }: Props) {
  return (
    <RadioGroup
      aria-label={m.imports_what()}
      value={value ?? ""}
      onChange={onChange}
      className="gap-3 sm:grid-cols-2"
      options={kinds.map((kind) => ({
        value: kind.kind,
        label: labelOf(kind),
        hint: `${aboutKind(kind)} ${m.imports_recognised({ fields: recognisedBy(kind) })}`,
      }))}
    />
  );
}
