import { X } from "lucide-react";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { IconButton } from "@/components/IconButton";
import { Select } from "@/components/Select";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import type { LinkOut, PersonOut, PowerMapOut } from "../model";
import type { MapEdits } from "../useMapEdits";
import { Group, Whole } from "./Group";

type LineFieldsProps = { map: PowerMapOut; person: PersonOut; edits: MapEdits; readOnly: boolean };

/** Influence and conflict lines of this person; each takes effect at once. */
export function LineFields({ map, person, edits, readOnly }: LineFieldsProps) {
  const [kind, setKind] = useState<LinkOut["kind"]>("influence");
  const [to, setTo] = useState("");
  const nameOf = (id: string) => map.people.find((one) => one.id === id)?.name ?? "…";
  const own = map.links.filter((one) => one.from === person.id || one.to === person.id);
  const others = map.people.filter((one) => one.id !== person.id).map((one) => ({ value: one.id, label: one.name }));
  const run = async (work: Promise<unknown>, word: string) => {
    try {
      await work;
      toast.done(word);
    } catch (error) {
      toast.problem(asProblem(error));
    }
  };
  if (readOnly && own.length === 0) return null;
  return (
    <Group title={m.powermap_group_lines()}>
      {own.map((line) => {
        const ends = { from: nameOf(line.from), to: nameOf(line.to) };
        return (
          <Whole key={line.id}>
            <p className="flex items-center gap-2">
              <span className="min-w-0 grow">
                {line.kind === "influence" ? m.powermap_line_from_text(ends) : m.powermap_line_conflict_text(ends)}
              </span>
              {!readOnly && (
                <IconButton
                  size="sm"
                  label={m.powermap_line_remove()}
                  icon={<X aria-hidden />}
                  onClick={() => run(edits.removeLine(line), m.powermap_line_removed())}
                />
              )}
            </p>
          </Whole>
        );
      })}
      {!readOnly && (
        <Whole>
          <div className="grid grid-cols-[1fr_1fr_auto] items-end gap-2">
            <Field label={m.powermap_line_kind()}>
              <Select
                value={kind}
                onChange={({ target }) => setKind(target.value as LinkOut["kind"])}
                options={[
                  { value: "influence", label: m.powermap_line_influence() },
                  { value: "conflict", label: m.powermap_line_conflict() },
                ]}
              />
            </Field>
            <Field label={m.powermap_line_to()}>
              <Select value={to} placeholder="—" options={others} onChange={({ target }) => setTo(target.value)} />
            </Field>
            <Button
              disabled={!to}
              onClick={async () => {
                await run(edits.addLine({ from: person.id, to, kind }), m.powermap_line_added());
                setTo("");
              }}
            >
              {m.powermap_line_add()}
            </Button>
          </div>
        </Whole>
      )}
    </Group>
  );
}
