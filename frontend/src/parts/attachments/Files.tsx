import { Paperclip } from "lucide-react";
import { useRef } from "react";
import type { AttachmentOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { useMayPlan } from "../useMayPlan";
import { megabytes } from "./bytes";
import { DropZone } from "./DropZone";
import { FileItem } from "./FileItem";
import { SendingItem } from "./SendingItem";
import { type Filed, useAttachments } from "./useAttachments";
import { useSending } from "./useSending";

/** The files of a record: whoever may write at it adds and deletes, whoever reads it takes them away. */
export function Files({ entity, entityId }: { entity: Filed; entityId: string }) {
  const { can } = useSession();
  const mayPlan = useMayPlan();
  const mayRecord = can("records:team") || can("records:write");
  const mayWrite = mayRecord && (entity === "customer" || mayPlan);
  const { list, rules, anew, remove } = useAttachments(entity, entityId);
  const { sendings, add, again, drop } = useSending(entity, entityId, rules, anew);
  const input = useRef<HTMLInputElement>(null);
  const onDelete = async (file: AttachmentOut) => {
    await remove(file);
    input.current?.focus(); // the button that had it is gone with its row
  };
  const empty = !list.isPending && !list.error && list.rows.length === 0 && sendings.length === 0;
  return (
    <div>
      {mayWrite && (
        <DropZone
          input={input}
          hint={rules ? m.attachments_hint({ size: megabytes(rules.max_bytes) }) : m.attachments_hint_short()}
          accept={rules?.extensions.map((one) => `.${one}`).join(",")}
          onFiles={add}
        />
      )}
      <ul aria-label={m.attachments_title()} className="mt-2 divide-y divide-line empty:hidden">
        {sendings.map((one) => (
          <SendingItem key={one.id} sending={one} onCancel={() => drop(one.id)} onAgain={() => again(one)} />
        ))}
        {list.rows.map((file) => (
          <FileItem key={file.id} file={file} mayDelete={mayWrite} onDelete={() => void onDelete(file)} />
        ))}
      </ul>
      {list.isPending && <SkeletonLines lines={4} label={m.common_loading()} />}
      {list.error && <ErrorState compact error={list.error} onRetry={list.retry} />}
      {empty && (
        <EmptyState icon={<Paperclip />} title={m.attachments_none()} className="py-8">
          {mayWrite ? m.attachments_teach() : undefined}
        </EmptyState>
      )}
      {list.hasMore && (
        <Button className="mt-2" onClick={list.loadMore} busy={list.isLoadingMore}>
          {m.attachments_earlier()}
        </Button>
      )}
    </div>
  );
}
