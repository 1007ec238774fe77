import { useEffect, useRef, useState } from "react";
import type { AttachmentOut, AttachmentRules } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { upload } from "@/api/upload";
import { m } from "@/paraglide/messages";
import { megabytes } from "./bytes";
import type { Filed } from "./useAttachments";

/** A file on its way: waiting (share null), travelling, or refused. */
export type Sending = {
  id: number;
  file: File;
  share: number | null;
  /** Why it was not taken, and what to do about it. */
  fault?: string;
  /** Whether sending it again may help. */
  again?: boolean;
};

/** What the server would refuse anyway, said before a byte has travelled. */
export function faultOf(file: File, rules: AttachmentRules | undefined): string | undefined {
  if (file.size === 0) return m.attachments_empty_file();
  if (!rules) return undefined;
  if (file.size > rules.max_bytes) return m.attachments_too_big({ size: megabytes(rules.max_bytes) });
  const extension = file.name.includes(".") ? file.name.split(".").pop()?.toLowerCase() : undefined;
  if (!extension || !rules.extensions.includes(extension))
    return m.attachments_wrong_kind({ kinds: rules.extensions.join(", ") });
  return undefined;
}

let last = 0;

/** Files sent one after the other; each can be cancelled, and sent again when it was the line that failed. */
export function useSending(
  entity: Filed,
  entityId: string,
  rules: AttachmentRules | undefined,
  onSent: () => Promise<unknown>,
) {
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const change = (id: number, to: Partial<Sending>) =>
    setSendings((old) => old.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const drop = (id: number) => {
    stops.current.get(id)?.abort();
    stops.current.delete(id);
    setSendings((old) => old.filter((one) => one.id !== id));
  };
  const send = async (id: number, file: File) => {
    const signal = stops.current.get(id)?.signal;
    if (!signal || signal.aborted) return;
    change(id, { share: 0 });
    try {
      await upload<AttachmentOut>("/api/v1/records/attachments", file, {
        fields: { entity, entity_id: entityId },
        onProgress: (share) => change(id, { share }),
        signal,
      });
      await onSent();
      drop(id);
    } catch (error) {
      if (signal.aborted) return;
      const problem = asProblem(error);
      const again = problem.status === 0 || problem.status === 429 || problem.status >= 500;
      change(id, { fault: problem.detail || problem.title, again, share: null });
    }
  };
  const start = (id: number, file: File) => {
    stops.current.set(id, new AbortController());
    queue.current = queue.current.then(() => send(id, file));
  };
  const add = (files: readonly File[]) => {
    const fresh = files.map((file): Sending => ({ id: ++last, file, share: null, fault: faultOf(file, rules) }));
    setSendings((old) => [...old, ...fresh]);
    for (const one of fresh) if (!one.fault) start(one.id, one.file);
  };
  const again = ({ id, file }: Sending) => {
    change(id, { fault: undefined, share: null });
    start(id, file);
  };

  // whoever leaves the page has cancelled what is still on its way
  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const one of running.values()) one.abort();
    };
  }, []);
  return { sendings, add, again, drop };
}
