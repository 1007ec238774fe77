import { type ConsentOut, listConsents } from "@/api/generated";
import { useList } from "@/hooks/useList";

/** The legal bases on record for one person, the newest first. */
export const useConsents = (contactId: string) =>
  useList<ConsentOut>({
    noun: "consent",
    params: { contactId },
    fetch: (cursor, signal) => listConsents({ query: { contact_id: contactId, cursor, limit: 50 }, signal }),
  });
