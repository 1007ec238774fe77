import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { Menu } from "@/components/Menu";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";

export type ExportFormat = "csv" | "xlsx" | "ndjson";
const formats: { format: ExportFormat; label: () => string }[] = [
  { format: "xlsx", label: m.exports_xlsx },
  { format: "csv", label: m.exports_csv },
  { format: "ndjson", label: m.exports_ndjson },
];

type Props = {
  /** What the file is called, without its ending. */
  name: string;
  fetchFile: (format: ExportFormat) => Promise<unknown>;
  size?: "sm" | "md";
};

/** The list as it is filtered, as a file; only what the reader may see is in it. */
export function ExportButton({ name, fetchFile, size }: Props) {
  const fetched = useMutation({
    mutationFn: async (format: ExportFormat) => ({ format, file: (await fetchFile(format)) as Blob }),
    onSuccess: ({ format, file }) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${name}.${format}`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onError: (error) => toast.problem(asProblem(error)),
  });
  return (
    <Menu
      align="end"
      trigger={
        <Button size={size} icon={<Download aria-hidden />} busy={fetched.isPending}>
          {m.exports_button()}
        </Button>
      }
      groups={[
        {
          label: m.exports_as(),
          items: formats.map(({ format, label }) => ({ label: label(), onSelect: () => fetched.mutate(format) })),
        },
      ]}
    />
  );
}
