/** The mark: a sprout over the ring of the loop, in soil. Inherits nothing: it looks the same on every ground. */
export function Mark({ size = 28 }: { size?: number }) {
  return <img src="/mark.svg" alt="" width={size} height={size} className="shrink-0" />;
}
