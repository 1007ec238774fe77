import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";

/** Something to be carried elsewhere, shown once. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    place.current?.querySelector("input")?.select();
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      // without https a browser has no clipboard for us; its older command copies what is selected
      if (!document.execCommand("copy")) return;
    }
    setCopied(true);
  };
  return (
    <div ref={place} className="grid gap-2">
      <div className="flex items-end gap-2">
        <div className="min-w-0 grow">
          <Field label={label}>
            <Input readOnly value={value} className="font-mono text-sm" onFocus={(event) => event.target.select()} />
          </Field>
        </div>
        <Button icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={() => void copy()}>
          {isCopied ? m.settings_copied() : m.settings_copy()}
        </Button>
      </div>
      {hint && <p className="text-ink-soft text-sm">{hint}</p>}
      <span role="status" className="text-ink-soft text-sm empty:hidden">
        {isCopied && m.settings_copied_note()}
      </span>
    </div>
  );
}
