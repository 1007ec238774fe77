import { useQuery } from "@tanstack/react-query";

type RecordOptions<Row> = {
  noun: string;
  id: string;
  fetch: (signal: AbortSignal) => Promise<Row>;
  enabled?: boolean;
};

/** One record, kept under [noun, "record", id], where usePatch finds it. */
export function useRecord<Row>({ noun, id, fetch, enabled }: RecordOptions<Row>) {
  return useQuery({ queryKey: [noun, "record", id], queryFn: ({ signal }) => fetch(signal), enabled });
}
