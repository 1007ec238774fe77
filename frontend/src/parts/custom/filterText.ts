/** One condition on an own field, as the filter line of a list spells it. */
export type Test = { name: string; operator: Operator; value?: string };
export type Operator = "=" | "!=" | "~" | ">=" | "<=" | "is null" | "is not null";

const one =
  /^(custom(?:_commercial)?\.[a-z][a-z0-9_]*) (?:(is null|is not null)|(=|!=|~|>=|<=) (?:"((?:[^"\\]|\\.)*)"|([^\s()",]+)))$/;

/** The conditions of a filter line that `textOf` made; null for one that a person or a program has written otherwise. */
export function testsOf(text: string): Test[] | null {
  const found: Test[] = [];
  for (const part of parts(text)) {
    const match = one.exec(part);
    if (!match) return null;
    const [, name = "", alone, operator, quoted, word] = match;
    found.push(
      alone
        ? { name, operator: alone as Operator }
        : { name, operator: operator as Operator, value: quoted?.replace(/\\(.)/g, "$1") ?? word },
    );
  }
  return found;
}

/** Split at the `and`s that stand outside quotes. */
const parts = (text: string) => text.match(/(?:[^"]|"(?:[^"\\]|\\.)*")+?(?= and |$)/g)?.map(trimmed) ?? [];
const trimmed = (part: string) => part.replace(/^ and /, "").trim();

export const textOf = (tests: readonly Test[]): string | undefined => tests.map(spelt).join(" and ") || undefined;

const spelt = ({ name, operator, value }: Test) =>
  value === undefined ? `${name} ${operator}` : `${name} ${operator} "${value.replace(/[\\"]/g, "\\$&")}"`;
