import { Pencil, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { CommentOut } from "@/api/generated";
import { Avatar } from "@/components/Avatar";
import { DateText } from "@/components/DateText";
import { IconButton } from "@/components/IconButton";
import { m } from "@/paraglide/messages";
import { CommentForm, type Written } from "./CommentForm";
import { pieces } from "./mention";

const ConfirmDialog = lazy(() =>
  import("@/components/ConfirmDialog").then((module) => ({ default: module.ConfirmDialog })),
);

type CommentItemProps = {
  comment: CommentOut;
  /** Written by the reader. */
  own: boolean;
  onChange: (comment: CommentOut, written: Written) => Promise<unknown>;
  onDelete: (comment: CommentOut) => Promise<unknown>;
};

export function CommentItem({ comment, own, onChange, onDelete }: CommentItemProps) {
  const [act, setAct] = useState<"edit" | "delete" | null>(null);
  const change = async (written: Written) => {
    await onChange(comment, written);
    setAct(null);
  };
  return (
    <li className="flex gap-3 py-3">
      <Avatar name={comment.author_name} size="sm" />
      <div className="min-w-0 grow">
        <div className="flex min-h-7 flex-wrap items-center gap-x-2">
          <span className="font-medium">{comment.author_name}</span>
          <span className="text-ink-soft text-sm">
            <DateText value={comment.created_at} style="relative" />
            {comment.edited_at && ` · ${m.together_edited()}`}
          </span>
          {own && act !== "edit" && (
            <span className="ml-auto flex">
              <IconButton size="sm" label={m.common_edit()} icon={<Pencil />} onClick={() => setAct("edit")} />
              <IconButton size="sm" label={m.common_delete()} icon={<Trash2 />} onClick={() => setAct("delete")} />
            </span>
          )}
        </div>
        {act === "edit" ? (
          <CommentForm
            label={m.together_edit()}
            before={comment}
            send={m.common_save()}
            onSend={change}
            onCancel={() => setAct(null)}
          />
        ) : (
          <p className="whitespace-pre-wrap text-pretty break-words">
            {pieces(comment.body, comment.mentions).map((piece, index) =>
              piece.called ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name
                <span key={index} className="rounded-sm bg-leaf-soft px-0.5 font-medium text-leaf-ink">
                  {piece.text}
                </span>
              ) : (
                piece.text
              ),
            )}
          </p>
        )}
      </div>
      {act === "delete" && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={(open) => !open && setAct(null)}
            title={m.together_delete_title()}
            consequence={m.together_delete_text()}
            confirm={m.common_delete()}
            onConfirm={() => onDelete(comment)}
          />
        </Suspense>
      )}
    </li>
  );
}
