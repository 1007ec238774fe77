import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getNotificationPreferences, type PreferenceOut, setNotificationPreference } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { Switch } from "@/components/Switch";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { kinds } from "./words";

const key = ["notification", "preferences"];

/** Which kinds one wants; takes effect at once. */
export function Preferences() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getNotificationPreferences({ signal }),
  });
  const set = async (one: PreferenceOut, wanted: boolean) => {
    client.setQueryData<PreferenceOut[]>(key, (old) =>
      old?.map((other) => (other.kind === one.kind ? { ...other, wanted } : other)),
    );
    try {
      client.setQueryData(key, await setNotificationPreference({ body: { kind: one.kind, wanted } }));
    } catch (refused) {
      await client.invalidateQueries({ queryKey: key });
      toast.problem(asProblem(refused));
    }
  };
  return (
    <Card title={m.notifications_preferences()}>
      {error && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={5} label={m.common_loading()} />}
      <ul className="grid gap-3 pt-2">
        {data?.map((one) => {
          const id = `notify-${one.kind}`;
          return (
            <li key={one.kind} className="flex items-start gap-3">
              <div className="min-w-0 grow">
                <label htmlFor={id} className="font-medium">
                  {kinds[one.kind].label()}
                </label>
                <p id={`${id}-hint`} className="text-ink-soft text-sm">
                  {kinds[one.kind].hint()}
                </p>
              </div>
              <Switch
                id={id}
                aria-describedby={`${id}-hint`}
                checked={one.wanted}
                onCheckedChange={(wanted) => void set(one, wanted)}
              />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
