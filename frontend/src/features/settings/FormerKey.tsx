import { useMutation, useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { type ApiClientOut, endFormerKey } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";

/** The older of two keys, while it lasts. */
export function FormerKey({ client }: { client: ApiClientOut }) {
  const cache = useQueryClient();
  const end = useMutation({
    mutationFn: async () => {
      await endFormerKey({ path: { client_id: client.id }, headers: atVersion(client) });
      await cache.invalidateQueries({ queryKey: ["api-client"] });
      toast.done(m.settings_key_former_ended({ name: client.name }));
    },
    onError: (error) => toast.problem(asProblem(error)),
  });
  const endsAt = client.former_key_ends_at;
  if (!endsAt || Date.parse(endsAt) < Date.now()) return null;
  const used = client.former_key_used_at;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md bg-warn-soft px-3 py-2 text-sm">
      <span className="min-w-0 grow">
        {m.settings_key_former({ start: client.former_key_start ?? "", at: formatDate(endsAt, "dateTime") })} ·{" "}
        {used ? m.settings_key_used({ at: formatDate(used, "relative") }) : m.settings_key_unused()}
      </span>
      <Button
        size="sm"
        busy={end.isPending}
        aria-label={m.settings_key_former_end_named({ name: client.name })}
        onClick={() => end.mutate()}
      >
        {m.settings_key_former_end()}
      </Button>
    </div>
  );
}
