import { useMutation, useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { beginSso, getWaysIn } from "@/api/generated";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { m } from "@/paraglide/messages";
import { wayBack } from "./wayBack";

/** Off to the organisation's own sign-in, where there is one. */
export function SsoButton({ way }: { way: string | undefined }) {
  const ways = useQuery({ queryKey: ["ways-in"], queryFn: ({ signal }) => getWaysIn({ signal }), retry: false });
  const leave = useMutation({
    mutationFn: async () => {
      const { url } = await beginSso();
      wayBack.keep(way);
      location.assign(url);
    },
  });
  if (!ways.data?.sso) return null;
  return (
    <div className="mt-4 grid gap-4">
      <p className="flex items-center gap-3 text-ink-faint text-sm before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {m.session_or()}
      </p>
      {leave.error ? <ErrorState compact error={leave.error} /> : null}
      <Button
        size="lg"
        icon={<Building2 aria-hidden />}
        busy={leave.isPending || leave.isSuccess}
        onClick={() => leave.mutate()}
      >
        {ways.data.sso}
      </Button>
    </div>
  );
}
