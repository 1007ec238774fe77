import { X } from "lucide-react";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { size } from "./bytes";
import type { Sending } from "./useSending";

const bar =
  "h-1.5 min-w-0 grow appearance-none overflow-hidden rounded-full bg-line-strong [&::-moz-progress-bar]:bg-leaf [&::-webkit-progress-bar]:bg-line-strong [&::-webkit-progress-value]:bg-leaf";

type SendingItemProps = { sending: Sending; onCancel: () => void; onAgain: () => void };

/** A file on its way: how far, a way to stop it, and if it was refused why and what to do. */
export function SendingItem({ sending, onCancel, onAgain }: SendingItemProps) {
  const { file, share, fault, again } = sending;
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 grow">
        <div className="flex items-baseline gap-2">
          <span className="min-w-0 truncate font-medium">{file.name}</span>
          <span className="shrink-0 text-ink-soft text-sm">{size(file.size)}</span>
        </div>
        {fault ? (
          <p role="alert" className="mt-0.5 break-words text-bad-ink text-sm">
            {fault}
          </p>
        ) : (
          <div className="mt-1 flex items-center gap-3">
            <progress
              aria-label={m.attachments_sending({ name: file.name })}
              value={share ?? 0}
              max={1}
              className={bar}
            />
            <span className="w-14 shrink-0 text-right text-ink-soft text-sm">
              {share === null
                ? m.attachments_waiting()
                : formatNumber(share, { style: "percent", maximumFractionDigits: 0 })}
            </span>
          </div>
        )}
      </div>
      {fault && again && (
        <Button size="sm" onClick={onAgain}>
          {m.attachments_again()}
        </Button>
      )}
      <IconButton
        size="sm"
        label={fault ? m.attachments_dismiss({ name: file.name }) : m.attachments_cancel({ name: file.name })}
        icon={<X />}
        onClick={onCancel}
      />
    </li>
  );
}
