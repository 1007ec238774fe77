import { useNavigate } from "@tanstack/react-router";
import { FileSpreadsheet, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { Field } from "@/components/Field";
import { IconButton } from "@/components/IconButton";
import { Select } from "@/components/Select";
import { SkeletonLines } from "@/components/Skeleton";
import { Upload } from "@/components/Upload";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { fileFault } from "./fileFault";
import { KindPicker } from "./KindPicker";
import { importsRoute } from "./routes";
import { sheetsOf } from "./sheets";
import { useKinds } from "./useKinds";
import { useSending } from "./useSending";

const MOST = 256_000_000;

/** Drop a file, say what it holds, send it. */
export function NewImport() {
  const { kind: wanted } = importsRoute.useSearch();
  const navigate = useNavigate({ from: "/imports" });
  const { kinds, isPending, error, retry } = useKinds();
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState<string>();
  const [sheets, setSheets] = useState<string[]>([]);
  const [sheet, setSheet] = useState<string>();
  const sending = useSending();
  const allowed = kinds.filter((kind) => kind.allowed);
  const kind = allowed.find((one) => one.kind === wanted);

  const take = async (dropped: File) => {
    const found = await fileFault(dropped);
    setFault(found ?? undefined);
    sending.reset();
    const named = found ? null : await sheetsOf(dropped);
    setSheets(named ?? []);
    setSheet(named?.[0]);
    setFile(found ? null : dropped);
  };

  if (!file || sending.progress !== null) {
    return (
      <Upload
        label={file ? m.imports_sending({ name: file.name }) : m.imports_drop()}
        hint={m.imports_drop_hint()}
        accept=".csv,.tsv,.txt,.xlsx,.xlsm,.ndjson,.jsonl,text/csv"
        maxBytes={MOST}
        onFile={(dropped) => void take(dropped)}
        progress={sending.progress}
        onCancel={sending.cancel}
        error={fault}
      />
    );
  }
  return (
    <Card title={m.imports_what()}>
      <p className="mt-1 mb-4 flex items-center gap-2 rounded-md bg-sunken px-3 py-2">
        <FileSpreadsheet aria-hidden className="size-4 shrink-0 text-ink-soft" />
        <span className="min-w-0 truncate font-medium">{file.name}</span>
        <span className="shrink-0 text-ink-soft text-sm">
          {formatNumber(Math.max(1, Math.round(file.size / 1024)))} KB
        </span>
        <span className="grow" />
        <IconButton size="sm" label={m.imports_other_file()} icon={<X />} onClick={() => setFile(null)} />
      </p>
      {sheets.length > 1 && (
        <div className="mb-4">
          <Field label={m.imports_sheet()} hint={m.imports_sheet_hint()}>
            <Select
              value={sheet}
              options={sheets.map((name) => ({ value: name, label: name }))}
              onChange={(event) => setSheet(event.target.value)}
            />
          </Field>
        </div>
      )}
      {isPending && <SkeletonLines lines={6} label={m.common_loading()} />}
      {error ? <ErrorState compact error={error} onRetry={retry} /> : null}
      <KindPicker
        kinds={allowed}
        value={kind?.kind}
        onChange={(next) => navigate({ search: { kind: next }, replace: true })}
      />
      {sending.error ? (
        <div className="pt-4">
          <ErrorState compact error={sending.error} />
        </div>
      ) : null}
      <div className="flex items-center justify-end gap-3 pt-4">
        {!kind && !isPending && <span className="text-ink-soft text-sm">{m.imports_choose_kind()}</span>}
        <Button
          look="primary"
          disabled={!kind}
          onClick={() => kind && void sending.send(file, kind, sheets.length > 1 ? sheet : undefined)}
        >
          {m.imports_send()}
        </Button>
      </div>
    </Card>
  );
}
