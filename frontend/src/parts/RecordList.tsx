import type { ReactNode } from "react";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { m } from "@/paraglide/messages";

type RecordListProps<Row> = {
  label: string;
  /** The part of useList's answer that is shown. */
  list: {
    rows: readonly Row[];
    isPending: boolean;
    error?: unknown;
    retry: () => void;
    hasMore?: boolean;
    isLoadingMore?: boolean;
    loadMore?: () => void;
  };
  /** What stands here when there is nothing. */
  empty: ReactNode;
  /** One row as a list item with its key. */
  row: (row: Row, index: number) => ReactNode;
  /** Inside something that is a card already. */
  bare?: boolean;
};

/** A list of few, tall rows, whatever its state: loading, failed, empty, filled, with more behind it. */
export function RecordList<Row>({ label, list, empty, row, bare }: RecordListProps<Row>) {
  const { rows, isPending, error, retry } = list;
  if (isPending) return <SkeletonLines lines={6} label={m.common_loading()} />;
  if (error && rows.length === 0) return <ErrorState compact={bare} error={error} onRetry={retry} />;
  if (rows.length === 0) return empty;
  const items = (
    <ul aria-label={label} className="divide-y divide-line">
      {rows.map(row)}
    </ul>
  );
  return (
    <>
      {bare ? items : <Card flush>{items}</Card>}
      {error ? <ErrorState compact error={error} onRetry={retry} /> : null}
      {list.hasMore && (
        <Button className="mt-3" busy={list.isLoadingMore} onClick={list.loadMore}>
          {m.common_more()}
        </Button>
      )}
    </>
  );
}
