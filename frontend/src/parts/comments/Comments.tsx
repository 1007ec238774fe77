import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { CommentForm } from "./CommentForm";
import { CommentItem } from "./CommentItem";
import { type Discussed, useComments } from "./useComments";

/** What people say to each other about a record, the latest first; "@" calls somebody to it. */
export function Comments({ entity, entityId }: { entity: Discussed; entityId: string }) {
  const { session, can } = useSession();
  const { list, add, change, remove } = useComments(entity, entityId);
  const mayWrite = can("comments:write");
  return (
    <div>
      {mayWrite && <CommentForm label={m.together_new()} send={m.together_send()} onSend={add} />}
      {list.isPending && <SkeletonLines lines={4} label={m.common_loading()} />}
      {list.error && <ErrorState compact error={list.error} onRetry={list.retry} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <p className="pt-3 text-ink-soft">{mayWrite ? m.together_empty() : m.together_none()}</p>
      )}
      <ul className="mt-2 divide-y divide-line">
        {list.rows.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            own={mayWrite && comment.author_id === session?.user.id}
            onChange={change}
            onDelete={remove}
          />
        ))}
      </ul>
      {list.hasMore && (
        <Button onClick={list.loadMore} busy={list.isLoadingMore}>
          {m.together_earlier()}
        </Button>
      )}
    </div>
  );
}
