import { Dialog } from "@/components/Dialog";
import { Kbd } from "@/components/Kbd";
import { commandKey } from "@/lib/keys";
import { m } from "@/paraglide/messages";

const keys: [string[], () => string][] = [
  [[commandKey, "K"], m.common_key_palette],
  [["/"], m.common_key_search],
  [["j", "k"], m.common_key_rows],
  [["Enter"], m.common_key_open],
  [["e"], m.common_key_edit],
  [["x"], m.common_key_choose],
  [["Esc"], m.common_key_close],
  [["?"], m.common_key_keys],
];

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={m.common_keys()}>
      <dl className="grid gap-2">
        {keys.map(([names, label]) => (
          <div key={names.join()} className="flex items-center justify-between gap-4">
            <dt>{label()}</dt>
            <dd className="flex gap-1">
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
