import { type RefObject, useEffect, useState } from "react";

/** Shows the board alone on the whole screen. Where the browser has no full screen, it still fills the window. */
export function usePresenting(room: RefObject<HTMLElement | null>) {
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (!on) return;
    const left = () => document.fullscreenElement === null && setOn(false);
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && room.current?.contains(event.target as Node))
        setOn(false);
    };
    document.addEventListener("fullscreenchange", left);
    document.addEventListener("keydown", leave);
    return () => {
      document.removeEventListener("fullscreenchange", left);
      document.removeEventListener("keydown", leave);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [on, room]);
  const toggle = () => {
    // the whole document, because menus and sheets live outside the board
    if (!on) void document.documentElement.requestFullscreen?.().catch(() => {});
    setOn(!on);
  };
  return { on, toggle };
}
