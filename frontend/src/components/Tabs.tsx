import { Tabs as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { useCurrentInSight } from "@/hooks/useCurrentInSight";
import { cx } from "@/lib/cx";

export type Tab = { value: string; label: string; count?: number; content?: ReactNode };

type TabsProps = {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (value: string) => void;
  className?: string;
};

/** Panels of one page; the chosen tab belongs into the address (typed search params), so that it can be shared. */
export function Tabs({ label, tabs, value, onChange, className }: TabsProps) {
  const row = useRef<HTMLDivElement>(null);
  useCurrentInSight(row, value);
  return (
    <Radix.Root value={value} onValueChange={onChange} className={className}>
      <Radix.List
        ref={row}
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-line border-b in-[header]:border-0"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={cx(
              "-mb-px whitespace-nowrap border-transparent border-b-2 px-2.5 py-2 text-ink-soft hover:text-ink focus-visible:-outline-offset-2",
              "data-[state=active]:border-leaf data-[state=active]:font-medium data-[state=active]:text-leaf-ink",
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="ml-1.5 text-ink-faint text-xs">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4 outline-offset-4 empty:hidden">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
