import { cloneElement, type ReactElement, useState } from "react";

type Trigger = ReactElement<{
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: boolean;
  onClick?: (event: React.MouseEvent) => void;
  onPointerEnter?: (event: React.PointerEvent) => void;
  onFocus?: (event: React.FocusEvent) => void;
}>;

/**
 * What floats is loaded when somebody reaches for it: the bare trigger starts loading on hover or focus, and the first
 * click mounts the real thing, open. Positioning, focus and dismissal cost 40 KB that a first page does not need.
 */
export function useFirstReach(
  trigger: ReactElement,
  kind: "menu" | "dialog",
  load: () => Promise<unknown>,
  onReach?: () => void,
) {
  const [reached, setReached] = useState<"by pointer" | "by key" | null>(null);
  const { props } = trigger as Trigger;
  const bare = cloneElement(trigger as Trigger, {
    "aria-haspopup": kind,
    "aria-expanded": false,
    onPointerEnter: (event: React.PointerEvent) => {
      props.onPointerEnter?.(event);
      void load();
    },
    onFocus: (event: React.FocusEvent) => {
      props.onFocus?.(event);
      void load();
    },
    onClick: (event: React.MouseEvent) => {
      props.onClick?.(event);
      setReached(event.detail === 0 ? "by key" : "by pointer");
      onReach?.();
    },
  });
  return { reached, bare };
}
