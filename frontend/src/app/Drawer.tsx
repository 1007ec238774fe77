import { Sheet } from "@/components/Sheet";
import { m } from "@/paraglide/messages";
import { Bell } from "./areas";
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
      footer={
        <div className="flex w-full items-center gap-1">
          <RailFooter />
          <Bell onGo={onClose} />
        </div>
      }
    >
      <div className="-mx-4 -my-1">
        <RailNav onGo={onClose} />
      </div>
    </Sheet>
  );
}
