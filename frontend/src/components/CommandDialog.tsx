import { Command } from "cmdk";
import { Search } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { isComposing } from "@/lib/keys";
import { useReturnFocus } from "./useReturnFocus";

type CommandDialogProps = {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
  /** Shown under the results: state of the search, and keys. */
  footer?: ReactNode;
  children: ReactNode;
};

/** One line to type into, results below; arrows walk, Enter acts (not while composing Chinese). */
export function CommandDialog({ label, placeholder, text, onText, onClose, footer, children }: CommandDialogProps) {
  const focus = useReturnFocus(true);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fade fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...focus}
          aria-describedby={undefined}
          className="rise fixed inset-x-2 top-2 z-50 mx-auto flex max-h-[min(32rem,80dvh)] max-w-xl flex-col overflow-hidden rounded-xl border border-line-strong bg-raised shadow-float outline-none sm:top-[14vh]"
        >
          <Radix.Title className="sr-only">{label}</Radix.Title>
          <Command
            label={label}
            shouldFilter={false}
            loop
            className="flex min-h-0 flex-col"
            onKeyDown={(event) => {
              if (event.key === "Enter" && isComposing(event)) event.preventDefault();
            }}
          >
            <div className="flex h-12 shrink-0 items-center gap-2.5 border-line border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
              <Command.Input
                value={text}
                onValueChange={onText}
                placeholder={placeholder}
                className="h-full min-w-0 grow bg-transparent text-lg outline-none"
              />
            </div>
            <Command.List label={label} className="min-h-0 overflow-y-auto p-2">
              {children}
            </Command.List>
          </Command>
          {footer}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function CommandGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-faint [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

type CommandItemProps = { value: string; icon?: ReactNode; title: string; hint?: string | null; onRun: () => void };

export function CommandItem({ value, icon, title, hint, onRun }: CommandItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onRun}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-md px-2 aria-selected:bg-leaf-soft pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-soft"
    >
      {icon}
      <span className="truncate">{title}</span>
      {hint && <span className="ml-auto truncate pl-4 text-ink-soft text-sm">{hint}</span>}
    </Command.Item>
  );
}
