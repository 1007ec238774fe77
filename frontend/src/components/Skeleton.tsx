import { cx } from "@/lib/cx";

/** Keeps the place of what is coming. Give it the size of the thing it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx("shimmer block h-4 rounded-sm bg-neutral-soft", className)} />;
}

/** Several lines, announced once as loading. */
export function SkeletonLines({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-3">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
        <Skeleton key={line} className={line % 3 === 2 ? "w-2/3" : "w-full"} />
      ))}
    </div>
  );
}
