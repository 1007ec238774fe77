import { Paperclip } from "lucide-react";
import { type DragEvent, type RefObject, useId, useState } from "react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";

type DropZoneProps = {
  input: RefObject<HTMLInputElement | null>;
  /** What may come, in words. */
  hint: string;
  accept?: string;
  onFiles: (files: readonly File[]) => void;
};

/** Drop files, or choose them: a click, Enter or Space opens the system's own dialog. */
export function DropZone({ input, hint, accept, onFiles }: DropZoneProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const drag = (here: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(here);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        onFiles([...event.dataTransfer.files]);
      }}
      className={cx(
        "flex items-center gap-3 rounded-lg border border-dashed px-4 py-3 has-focus-visible:outline-2 has-focus-visible:outline-leaf",
        over ? "border-leaf bg-leaf-soft" : "border-control hover:bg-hover",
      )}
    >
      <Paperclip aria-hidden className="size-5 shrink-0 text-ink-soft" />
      <span className="min-w-0">
        <span className="block font-medium">
          <span className="pointer-coarse:hidden">{m.attachments_add()}</span>
          <span aria-hidden className="hidden pointer-coarse:inline">
            {m.attachments_choose()}
          </span>
        </span>
        <span id={`${id}-hint`} className="block text-pretty text-ink-soft text-sm">
          {hint}
        </span>
      </span>
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        accept={accept}
        aria-label={m.attachments_choose()}
        aria-describedby={`${id}-hint`}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </label>
  );
}
