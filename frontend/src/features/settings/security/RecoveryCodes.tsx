import { Check, Copy, Download } from "lucide-react";
import { useState } from "react";
import { Button, buttonClass } from "@/components/Button";
import { m } from "@/paraglide/messages";

/** Shown once, with ways to carry them away. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const [isCopied, setCopied] = useState(false);
  const text = `${codes.join("\n")}\n`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // without https a browser has no clipboard for us: they can be selected or saved
    }
  };
  return (
    <div className="grid gap-4">
      <p className="rounded-lg bg-warn-soft px-4 py-3 text-pretty">{m.security_codes_text()}</p>
      <ul
        aria-label={m.security_codes()}
        className="grid gap-x-6 gap-y-1.5 rounded-lg border border-line px-4 py-3 sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="whitespace-nowrap font-mono text-sm">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Button icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={() => void copy()}>
          {m.security_codes_copy()}
        </Button>
        <a
          className={`${buttonClass()} gap-1.5`}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="loam-recovery-codes.txt"
        >
          <Download aria-hidden />
          {m.security_codes_save()}
        </a>
        <span role="status" className="text-ink-soft text-sm">
          {isCopied && m.security_codes_copied()}
        </span>
      </div>
    </div>
  );
}
