import { useQuery, useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import {
  type AttachmentOut,
  deleteAttachment,
  getAttachmentRules,
  listAttachments,
  restoreAttachment,
} from "@/api/generated";
import { asProblem } from "@/api/problem";
import { toast } from "@/components/Toast";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";

export type Filed = AttachmentOut["entity"];

/** The files of one record, the latest first, and what can be done with them. */
export function useAttachments(entity: Filed, entityId: string) {
  const client = useQueryClient();
  const list = useList<AttachmentOut>({
    noun: "attachment",
    params: { entity, entityId },
    fetch: (cursor, signal) => listAttachments({ query: { entity, entity_id: entityId, cursor, limit: 50 }, signal }),
  });
  const rules = useQuery({
    queryKey: ["attachment", "rules"],
    queryFn: ({ signal }) => getAttachmentRules({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const anew = () => client.invalidateQueries({ queryKey: ["attachment", "list"] });
  const restore = async (file: AttachmentOut) => {
    try {
      await restoreAttachment({ path: { attachment_id: file.id } });
    } catch (error) {
      toast.problem(asProblem(error));
    }
    await anew();
  };
  const remove = async (file: AttachmentOut) => {
    try {
      await deleteAttachment({ path: { attachment_id: file.id }, headers: atVersion(file) });
      toast.done(m.attachments_deleted({ name: file.name }), { label: m.common_undo(), run: () => void restore(file) });
    } catch (error) {
      toast.problem(asProblem(error));
    }
    await anew();
  };
  return { list, rules: rules.data, anew, remove };
}
