import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { menuLater } from "@/components/Menu";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import type { ExportFormat } from "./exports/ExportPanel";

const ExportPanel = menuLater(() => import("./exports/ExportPanel").then((module) => module.ExportPanel));

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
    <ExportPanel
      onExport={fetched.mutate}
      trigger={
        <Button size={size} icon={<Download aria-hidden />} busy={fetched.isPending}>
          {m.exports_button()}
        </Button>
      }
    />
  );
}
