import { SkeletonLines } from "@/components/Skeleton";
import { m } from "@/paraglide/messages";

export function RoutePending() {
  return (
    <div className="px-4 py-6 md:px-6">
      <SkeletonLines lines={6} label={m.common_loading()} />
    </div>
  );
}
