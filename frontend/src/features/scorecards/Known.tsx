type KnownProps = {
  value: { text: string; known: boolean };
  /** In a dense table a dash is enough; the reason waits in its title. */
  brief?: boolean;
};

/** A figure, or why it is not known: never a silent zero. */
export function Known({ value, brief }: KnownProps) {
  if (value.known) return value.text;
  if (!brief) return <span className="font-normal text-ink-faint text-xs">{value.text}</span>;
  return (
    <span className="text-ink-faint" title={value.text}>
      —<span className="sr-only">{value.text}</span>
    </span>
  );
}
