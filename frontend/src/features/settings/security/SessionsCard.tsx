import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { type BrowserSessionOut, endSession, listSessions } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { toast } from "@/components/Toast";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { RecordList } from "@/parts/RecordList";
import { SessionRow } from "./SessionRow";

const EndOthers = lazy(() => import("./EndOtherSessions").then((module) => ({ default: module.EndOtherSessions })));

/** The browsers one is signed in with; any of them can be signed out. */
export function SessionsCard() {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const list = useList<BrowserSessionOut>({
    noun: "browser-session",
    fetch: (cursor, signal) => listSessions({ query: { cursor, limit: 50 }, signal }),
  });
  const end = useMutation({
    mutationFn: async ({ id, name }: { id: string; name: string }) => {
      await endSession({ path: { session_id: id } });
      await client.invalidateQueries({ queryKey: ["browser-session"] });
      toast.done(m.security_session_ended({ name }));
    },
    onError: (error) => toast.problem(asProblem(error)),
  });
  return (
    <Card title={m.security_sessions()}>
      <p className="pt-1 text-pretty text-ink-soft">{m.security_sessions_text()}</p>
      <RecordList
        bare
        label={m.security_sessions()}
        list={list}
        empty={null}
        row={(session) => <SessionRow key={session.id} session={session} busy={end.isPending} onEnd={end.mutate} />}
      />
      {list.rows.length > 1 && (
        <Button className="mt-2" onClick={() => setAsked(true)}>
          {m.security_sessions_end()}
        </Button>
      )}
      <Suspense>{asked && <EndOthers onClose={() => setAsked(false)} />}</Suspense>
    </Card>
  );
}
