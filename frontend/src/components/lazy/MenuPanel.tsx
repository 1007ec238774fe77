import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { Fragment, useEffect, useRef } from "react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { floating } from "../control";
import type { MenuItem, MenuProps } from "../Menu";

const item =
  "flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 outline-none data-[highlighted]:bg-hover pointer-coarse:h-10 " +
  "data-[disabled]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-soft";

/** The open menu and its trigger; loaded when a menu is first reached for, and open from the start. */
export function MenuPanel(props: MenuProps & { byKey: boolean }) {
  const { trigger, groups, align = "start", header, open, onOpenChange, byKey } = props;
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // opened by a key before Radix could see it: the first item gets the focus, as in every later opening
    if (!byKey) return;
    const timer = setTimeout(() => content.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus());
    return () => clearTimeout(timer);
  }, [byKey]);
  return (
    <Radix.Root modal={false} open={open} onOpenChange={onOpenChange} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        {/* a landmark of its own: menus live outside the page's landmarks */}
        <section aria-label={m.common_menu()}>
          <Radix.Content
            ref={content}
            align={align}
            sideOffset={4}
            collisionPadding={8}
            className={cx(floating, "min-w-44 p-1")}
          >
            {header}
            {groups.map((group, index) => (
              <Fragment key={group.label ?? group.items[0]?.label}>
                {(index > 0 || header) && <Radix.Separator className="my-1 h-px bg-line" />}
                <Radix.Group aria-label={group.label}>
                  {group.label && <Radix.Label className="px-2 py-1 text-ink-faint text-xs">{group.label}</Radix.Label>}
                  {group.items.map((entry) => (
                    <Entry key={entry.label} {...entry} />
                  ))}
                </Radix.Group>
              </Fragment>
            ))}
          </Radix.Content>
        </section>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entry({ label, onSelect, icon, checked, danger, disabled }: MenuItem) {
  const look = cx(item, danger && "text-bad-ink");
  if (checked === undefined) {
    return (
      <Radix.Item className={look} onSelect={onSelect} disabled={disabled}>
        {icon}
        <span className="truncate">{label}</span>
      </Radix.Item>
    );
  }
  return (
    <Radix.CheckboxItem className={look} checked={checked} onCheckedChange={onSelect} disabled={disabled}>
      {icon}
      <span className="grow truncate">{label}</span>
      <Radix.ItemIndicator>
        <Check aria-hidden />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  );
}
