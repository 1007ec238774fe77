import { File, FileArchive, FileImage, FileSpreadsheet, FileText, Trash2 } from "lucide-react";
import type { AttachmentOut } from "@/api/generated";
import { DateText } from "@/components/DateText";
import { IconButton } from "@/components/IconButton";
import { m } from "@/paraglide/messages";
import { size } from "./bytes";

const content = (file: AttachmentOut) => `/api/v1/records/attachments/${file.id}/content`;
const pictures = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

function icon({ media_type }: AttachmentOut) {
  if (media_type.startsWith("image/")) return FileImage;
  if (/sheet|excel|csv/.test(media_type)) return FileSpreadsheet;
  if (/zip/.test(media_type)) return FileArchive;
  return /pdf|word|text|ofd|presentation|powerpoint/.test(media_type) ? FileText : File;
}

type FileItemProps = { file: AttachmentOut; mayDelete: boolean; onDelete: () => void };

/** The name saves the file; a picture can also be looked at. */
export function FileItem({ file, mayDelete, onDelete }: FileItemProps) {
  const Icon = icon(file);
  const kind = file.name.split(".").pop()?.toUpperCase();
  return (
    <li className="flex items-center gap-3 py-2.5">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-soft" />
      <div className="min-w-0 grow">
        <a
          href={content(file)}
          download={file.name}
          title={file.name}
          className="block truncate rounded-sm font-medium text-leaf-ink hover:underline pointer-coarse:py-1"
        >
          {file.name}
        </a>
        <p className="truncate text-ink-soft text-sm">
          {kind} · {size(file.size)} · {file.author_name} · <DateText value={file.created_at} style="relative" />
        </p>
      </div>
      {pictures.has(file.media_type) && (
        <a
          href={`${content(file)}?inline=true`}
          target="_blank"
          rel="noreferrer"
          aria-label={m.attachments_look_at({ name: file.name })}
          className="shrink-0 rounded-md px-2 py-1 text-ink-soft text-sm hover:bg-hover hover:text-ink"
        >
          {m.attachments_look()}
        </a>
      )}
      {mayDelete && (
        <IconButton size="sm" label={m.attachments_delete({ name: file.name })} icon={<Trash2 />} onClick={onDelete} />
      )}
    </li>
  );
}
