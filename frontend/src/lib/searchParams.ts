type Reader<T> = (raw: unknown) => T | undefined;
type Values<Shape> = { [Name in keyof Shape]?: Shape[Name] extends Reader<infer T> ? T : never };

/** Readers of single search params; what does not fit reads as absent, so that an old or mistyped address still opens. */
export const param = {
  text: (raw: unknown) =>
    typeof raw === "string" && raw !== "" ? raw : typeof raw === "number" ? String(raw) : undefined,
  number: (raw: unknown) => (typeof raw === "number" && Number.isFinite(raw) ? raw : undefined),
  flag: (raw: unknown) => (raw === true ? true : undefined),
  oneOf:
    <const T extends string>(...values: T[]): Reader<T> =>
    (raw) =>
      values.find((value) => value === raw),
  list: (raw: unknown) =>
    Array.isArray(raw) && raw.length > 0 ? raw.filter((one): one is string => typeof one === "string") : undefined,
};

/**
 * The typed search params of a route: `validateSearch: searchParams({ q: param.text, sort: param.text })`.
 * Absent params stay out of the address.
 */
export const searchParams =
  <Shape extends Record<string, Reader<unknown>>>(shape: Shape) =>
  (raw: Record<string, unknown>): Values<Shape> =>
    Object.fromEntries(
      Object.entries(shape)
        .map(([name, read]) => [name, read(raw[name])])
        .filter(([, value]) => value !== undefined),
    ) as Values<Shape>;
