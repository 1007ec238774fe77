/** A text that stands where a number would: why it is not known. */
export function Known({ value }: { value: { text: string; known: boolean } }) {
  return value.known ? value.text : <span className="text-ink-faint text-xs">{value.text}</span>;
}
