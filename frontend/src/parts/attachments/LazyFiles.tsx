import { lazy, Suspense } from "react";
import { SkeletonLines } from "@/components/Skeleton";
import { m } from "@/paraglide/messages";
import type { Filed } from "./useAttachments";

const Files = lazy(() => import("./Files").then((module) => ({ default: module.Files })));

/** Comes when it is first looked at: the pages it stands on stay as light as they were. */
export function LazyFiles(props: { entity: Filed; entityId: string }) {
  return (
    <Suspense fallback={<SkeletonLines lines={4} label={m.common_loading()} />}>
      <Files {...props} />
    </Suspense>
  );
}
