import { getUser } from "@/api/generated";
import { ErrorState } from "@/components/ErrorState";
import { Sheet } from "@/components/Sheet";
import { SkeletonLines } from "@/components/Skeleton";
import { useRecord } from "@/hooks/useRecord";
import { m } from "@/paraglide/messages";
import { EditUser } from "./EditUser";
import type { User } from "./useUsers";

/** One user: what is known, what they may do, how they come in. */
export function UserSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const record = useRecord<User>({
    noun: "user",
    id,
    fetch: (signal) => getUser({ path: { user_id: id }, signal }),
  });
  if (record.data) return <EditUser user={record.data} onClose={onClose} />;
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={m.settings_users()}>
      {record.error ? (
        <ErrorState error={record.error} onRetry={() => void record.refetch()} />
      ) : (
        <SkeletonLines lines={10} label={m.common_loading()} />
      )}
    </Sheet>
  );
}
