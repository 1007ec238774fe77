import { FileUp, X } from "lucide-react";
import { useId, useState } from "react";
import { cx } from "@/lib/cx";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { IconButton } from "./IconButton";

type UploadProps = {
  label: string;
  /** What may be dropped here, in words. */
  hint?: string;
  accept?: string;
  maxBytes: number;
  onFile: (file: File) => void;
  /** Set while a file travels: 0 to 1, null = not begun. */
  progress?: number | null;
  onCancel?: () => void;
  error?: string;
};

/** Drop a file or choose one; then watch it go. */
export function Upload({ label, hint, accept, maxBytes, onFile, progress = null, onCancel, error }: UploadProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [tooBig, setTooBig] = useState(false);
  const take = (file?: File) => {
    setTooBig(!!file && file.size > maxBytes);
    if (file && file.size <= maxBytes) onFile(file);
  };
  const fault = tooBig ? m.common_file_too_big({ mb: formatNumber(maxBytes / 1_048_576) }) : error;
  if (progress !== null) {
    return (
      <div className="flex items-center gap-3 rounded-lg border border-line bg-surface p-4">
        <progress aria-label={label} value={progress} max={1} className="h-1.5 grow accent-leaf" />
        <span className="w-12 text-right">{formatNumber(progress, { style: "percent" })}</span>
        {onCancel && <IconButton size="sm" label={m.common_cancel()} icon={<X />} onClick={onCancel} />}
      </div>
    );
  }
  return (
    <div>
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
        className={cx(
          "flex flex-col items-center rounded-lg border border-dashed px-4 py-10 text-center has-focus-visible:outline-2 has-focus-visible:outline-leaf",
          over ? "border-leaf bg-leaf-soft" : "border-control bg-surface hover:bg-hover",
        )}
      >
        <FileUp aria-hidden className="mb-2 size-6 text-ink-soft" />
        <span className="font-medium">{label}</span>
        {hint && <span className="mt-0.5 text-ink-soft text-sm">{hint}</span>}
        <input
          id={id}
          type="file"
          accept={accept}
          className="sr-only"
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </label>
      {fault && (
        <p id={`${id}-fault`} role="alert" className="mt-1 text-bad-ink text-sm">
          {fault}
        </p>
      )}
    </div>
  );
}
