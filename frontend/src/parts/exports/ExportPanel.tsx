import type { ReactElement } from "react";
import { MenuPanel } from "@/components/lazy/MenuPanel";
import { m } from "@/paraglide/messages";

export type ExportFormat = "csv" | "xlsx" | "ndjson";
const formats: { format: ExportFormat; label: () => string }[] = [
  { format: "xlsx", label: m.exports_xlsx },
  { format: "csv", label: m.exports_csv },
  { format: "ndjson", label: m.exports_ndjson },
];

type ExportPanelProps = { onExport: (format: ExportFormat) => void; trigger: ReactElement; byKey: boolean };

/** The kinds of file a list can become. */
export function ExportPanel({ onExport, trigger, byKey }: ExportPanelProps) {
  const items = formats.map(({ format, label }) => ({ label: label(), onSelect: () => onExport(format) }));
  return <MenuPanel align="end" trigger={trigger} byKey={byKey} groups={[{ label: m.exports_as(), items }]} />;
}
