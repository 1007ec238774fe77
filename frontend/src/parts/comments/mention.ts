/** A person who can be called by "@" and his name. */
export type Called = { id: string; name: string };

const LONGEST = 20;

/** What is being typed after an "@" up to the caret: {from: where the "@" stands, text}; null when nobody is called. */
export function calling(text: string, caret: number): { from: number; text: string } | null {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0) return null;
  const before = text[from - 1];
  // an "@" inside a word is a mail address; Chinese needs no space before it
  if (before !== undefined && /[\w.+-]/.test(before)) return null;
  const typed = text.slice(from + 1, caret);
  return typed.length > LONGEST || /[\s@]/.test(typed) ? null : { from, text: typed };
}

/** The text with "@name " in place of what was typed, and where the caret stands then. */
export function call(text: string, from: number, caret: number, name: string): { text: string; caret: number } {
  const put = `@${name} `;
  return { text: text.slice(0, from) + put + text.slice(caret).replace(/^ /, ""), caret: from + put.length };
}

/** Those who still stand in the text. */
export const stillCalled = (people: readonly Called[], text: string): Called[] =>
  people.filter((one, index) => text.includes(`@${one.name}`) && people.findIndex(({ id }) => id === one.id) === index);

/** The text in pieces, the names of those called apart from the rest. */
export function pieces(text: string, people: readonly Called[]): { text: string; called: boolean }[] {
  const names = [...new Set(people.map((one) => `@${one.name}`))].sort((a, b) => b.length - a.length);
  if (names.length === 0) return [{ text, called: false }];
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text
    .split(new RegExp(`(${escaped.join("|")})`))
    .filter((piece) => piece !== "")
    .map((piece) => ({ text: piece, called: names.includes(piece) }));
}
