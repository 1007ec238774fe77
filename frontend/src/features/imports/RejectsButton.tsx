import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { ImportRunOut } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { calls, type Service } from "./calls";

/** The rejected rows with their reasons in the reader's language, as CSV to be mended and brought again. */
export function RejectsButton({ service, run }: { service: Service; run: ImportRunOut }) {
  const fetched = useMutation({
    mutationFn: () => calls[service].rejects({ path: { run_id: run.id }, parseAs: "blob" }) as Promise<Blob>,
    onSuccess: (file) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${run.file_name.replace(/\.[^.]*$/, "")}-${m.imports_rejects_file()}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onError: (error) => toast.problem(asProblem(error)),
  });
  return (
    <Button size="sm" icon={<Download aria-hidden />} busy={fetched.isPending} onClick={() => fetched.mutate()}>
      {m.imports_rejects_download()}
    </Button>
  );
}
