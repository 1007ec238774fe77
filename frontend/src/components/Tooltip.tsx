import { cloneElement, type ReactElement, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./Kbd";

type Handlers = {
  onPointerEnter?: (event: React.PointerEvent) => void;
  onPointerLeave?: (event: React.PointerEvent) => void;
  onPointerDown?: (event: React.PointerEvent) => void;
  onFocus?: (event: React.FocusEvent) => void;
  onBlur?: (event: React.FocusEvent) => void;
};

const delay = 400;

/**
 * A short word on hover and keyboard focus. It only repeats what the control's own name says, so it is hidden from
 * screen readers; never the only place where something is said.
 */
export function Tooltip({
  text,
  shortcut,
  children,
}: {
  text: string;
  shortcut?: string;
  children: ReactElement<Handlers>;
}) {
  const [place, setPlace] = useState<DOMRect | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    setPlace(null);
  };
  const showSoon = (element: Element) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => element.isConnected && setPlace(element.getBoundingClientRect()), delay);
  };

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!place) return;
    const gone = (event: Event) =>
      (event.type !== "keydown" || (event as KeyboardEvent).key === "Escape") && setPlace(null);
    addEventListener("keydown", gone);
    addEventListener("scroll", gone, true);
    return () => {
      removeEventListener("keydown", gone);
      removeEventListener("scroll", gone, true);
    };
  }, [place]);

  const own = children.props;
  const control = cloneElement(children, {
    onPointerEnter: (event) => {
      own.onPointerEnter?.(event);
      if (event.pointerType === "mouse") showSoon(event.currentTarget);
    },
    onPointerLeave: (event) => {
      own.onPointerLeave?.(event);
      hide();
    },
    onPointerDown: (event) => {
      own.onPointerDown?.(event);
      hide();
    },
    onFocus: (event) => {
      own.onFocus?.(event);
      if (event.currentTarget.matches(":focus-visible")) showSoon(event.currentTarget);
    },
    onBlur: (event) => {
      own.onBlur?.(event);
      hide();
    },
  });
  return (
    <>
      {control}
      {place && createPortal(<Tip text={text} shortcut={shortcut} place={place} />, document.body)}
    </>
  );
}

function Tip({ text, shortcut, place }: { text: string; shortcut?: string; place: DOMRect }) {
  const below = place.top < 48;
  const middle = Math.min(innerWidth - 80, Math.max(80, place.left + place.width / 2));
  return (
    <span
      aria-hidden
      style={{ left: middle, top: below ? place.bottom + 6 : place.top - 6 }}
      className={`pointer-events-none fixed z-60 flex w-max max-w-72 -translate-x-1/2 items-center gap-2 rounded-md bg-ink px-2 py-1 text-canvas text-xs ${below ? "" : "-translate-y-full"}`}
    >
      {text}
      {shortcut && <Kbd inverse>{shortcut}</Kbd>}
    </span>
  );
}
