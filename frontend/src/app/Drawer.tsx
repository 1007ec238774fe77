import { Sheet } from "@/components/Sheet";
import { m } from "@/paraglide/messages";
import { RailFooter } from "./RailFooter";
import { RailNav } from "./RailNav";

/** The rail on a phone. */
export function Drawer({ onClose }: { onClose: () => void }) {
  return (
    <Sheet
      side="left"
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.common_product()}
      footer={<RailFooter />}
    >
      <div className="-mx-4 -my-1">
        <RailNav onGo={onClose} />
      </div>
    </Sheet>
  );
}
