import { lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { useFirstReach } from "./lazy/useFirstReach";

export type PopoverProps = {
  trigger: ReactElement;
  /** What the panel is, for those who hear it. */
  label: string;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
};

const load = () => import("./lazy/PopoverPanel");
const PopoverPanel = lazy(() => load().then((module) => ({ default: module.PopoverPanel })));

/** A panel at its button, for a few controls; the page behind stays alive. */
export function Popover(props: PopoverProps) {
  const { open, onOpenChange } = props;
  const { reached, bare } = useFirstReach(props.trigger, "dialog", load, () => onOpenChange?.(true));
  if (!reached && !open) return bare;
  return (
    <Suspense fallback={bare}>
      <PopoverPanel {...props} />
    </Suspense>
  );
}
