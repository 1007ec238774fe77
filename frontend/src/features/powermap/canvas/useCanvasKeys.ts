import { useReactFlow } from "@xyflow/react";
import { type RefObject, useRef } from "react";
import { isTyping } from "@/lib/keys";
import { card, type Point } from "../layout";
import type { PersonOut } from "../model";
import { type Step, walk } from "../walk";

const steps: Record<Step, Point> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
const isStep = (key: string): key is Step => key in steps;
const stride = 24;

type CanvasKeys = {
  room: RefObject<HTMLDivElement | null>;
  people: readonly PersonOut[];
  places: ReadonlyMap<string, Point>;
  onReach: (id: string) => void;
  /** Shows a card elsewhere while its keys are held; `onMoved` saves it once they rest. */
  onNudge?: (id: string, to: Point) => void;
  onMoved?: (id: string, to: Point) => void;
};

/** Arrow keys walk the reporting lines and bring the card into sight; with Alt they move it. */
export function useCanvasKeys({ room, people, places, onReach, onNudge, onMoved }: CanvasKeys) {
  const flow = useReactFlow();
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);

  const reach = (id: string) => {
    onReach(id);
    const element = room.current?.querySelector<HTMLElement>(`[data-person="${id}"]`);
    element?.focus({ preventScroll: true });
    const [inner, outer] = [element?.getBoundingClientRect(), room.current?.getBoundingClientRect()];
    const place = places.get(id);
    if (!inner || !outer || !place) return;
    const hidden =
      inner.left < outer.left || inner.right > outer.right || inner.top < outer.top || inner.bottom > outer.bottom;
    if (hidden)
      void flow.setCenter(place.x + card.width / 2, place.y + card.height / 2, { zoom: flow.getZoom(), duration: 160 });
  };

  return (event: React.KeyboardEvent) => {
    if (!isStep(event.key) || isTyping(event.target)) return;
    const id = (event.target as HTMLElement).closest<HTMLElement>("[data-person]")?.dataset.person;
    if (!id) return;
    event.preventDefault();
    if (event.altKey) {
      const at = flow.getNode(id)?.position;
      if (!at || !onNudge || !onMoved) return;
      const by = steps[event.key];
      const to = { x: at.x + by.x * stride, y: at.y + by.y * stride };
      onNudge(id, to);
      clearTimeout(rest.current);
      rest.current = setTimeout(() => onMoved(id, to), 500);
      return;
    }
    const next = walk(people, places, id, event.key);
    if (next) reach(next);
  };
}
