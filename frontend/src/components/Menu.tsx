import { type ComponentType, lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { useFirstReach } from "./lazy/useFirstReach";

export type MenuItem = {
  label: string;
  onSelect: () => void;
  icon?: ReactNode;
  /** true or false draws a tick (or its empty place): the item is a choice. */
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
};

export type MenuProps = {
  trigger: ReactElement;
  /** Groups are parted by a line. */
  groups: readonly { label?: string; items: readonly MenuItem[] }[];
  align?: "start" | "end";
  header?: ReactNode;
  /** For menus that a key opens too; without these the menu opens itself. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

const load = () => import("./lazy/MenuPanel");
const MenuPanel = lazy(() => load().then((module) => ({ default: module.MenuPanel })));

/** A button's list of things to do: arrows walk, Enter acts, letters find, Escape leaves. */
export function Menu(props: MenuProps) {
  const { open, onOpenChange } = props;
  const { reached, bare } = useFirstReach(props.trigger, "menu", load, () => onOpenChange?.(true));
  if (!reached && !open) return bare;
  return (
    <Suspense fallback={bare}>
      <MenuPanel {...props} byKey={reached !== "by pointer"} />
    </Suspense>
  );
}

type Opened = { trigger: ReactElement; byKey: boolean };

/**
 * A menu that carries much of its own: all but its trigger is loaded when it is first reached for. `load` gives a
 * component around `MenuPanel`, which is mounted open.
 */
export function menuLater<Props extends Opened>(load: () => Promise<ComponentType<Props>>) {
  const Panel: ComponentType<Props> = lazy(() => load().then((component) => ({ default: component })));
  return function MenuLater(props: Omit<Props, "byKey">) {
    const { reached, bare } = useFirstReach(props.trigger, "menu", load);
    if (!reached) return bare;
    return (
      <Suspense fallback={bare}>
        <Panel {...(props as Props)} byKey={reached === "by key"} />
      </Suspense>
    );
  };
}
