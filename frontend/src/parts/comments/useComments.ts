import { useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import {
  type CommentCreate,
  type CommentOut,
  createComment,
  deleteComment,
  listComments,
  updateComment,
} from "@/api/generated";
import { useList } from "@/hooks/useList";
import type { Written } from "./CommentForm";

export type Discussed = CommentCreate["entity"];

/** The comments of one record, the latest first, and what can be done with them. */
export function useComments(entity: Discussed, entityId: string) {
  const client = useQueryClient();
  const list = useList<CommentOut>({
    noun: "comment",
    params: { entity, entityId },
    fetch: (cursor, signal) => listComments({ query: { entity, entity_id: entityId, cursor, limit: 50 }, signal }),
  });
  const anew = () => client.invalidateQueries({ queryKey: ["comment"] });
  const add = async (written: Written) => {
    await createComment({ body: { entity, entity_id: entityId, ...written } });
    await anew();
  };
  const change = async (comment: CommentOut, body: Written) => {
    await updateComment({ path: { comment_id: comment.id }, body, headers: atVersion(comment) });
    await anew();
  };
  const remove = async (comment: CommentOut) => {
    await deleteComment({ path: { comment_id: comment.id }, headers: atVersion(comment) });
    await anew();
  };
  return { list, add, change, remove };
}
