import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { CommandDialog, CommandGroup, CommandItem } from "@/components/CommandDialog";
import { ErrorState } from "@/components/ErrorState";
import { m } from "@/paraglide/messages";
import { areas } from "../areas";
import { useActions } from "./useActions";
import { useRecordSearch } from "./useRecordSearch";

const records = Object.assign({}, ...areas.map((area) => area.records ?? {})) as NonNullable<
  (typeof areas)[number]["records"]
>;

/** Namesakes are common: a project is often called what its opportunity was. */
const kindWords: Record<string, () => string> = {
  customer: m.common_kind_customer,
  contact: m.common_kind_contact,
  opportunity: m.common_kind_opportunity,
  project: m.common_kind_project,
};

/** Finds any record by name or pinyin (the server's search) and runs any action. */
export function Palette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const actions = useActions(text, onKeys);
  const search = useRecordSearch(text);
  const hits = search.hits.filter((hit) => records[hit.kind]);
  const nothing = actions.length === 0 && hits.length === 0;
  return (
    <CommandDialog
      label={m.common_search_or_jump()}
      placeholder={m.common_search_placeholder()}
      text={text}
      onText={setText}
      onClose={onClose}
      footer={
        <p role="status" className="shrink-0 px-4 pb-3 text-ink-soft text-sm empty:hidden">
          {nothing && !search.error ? (search.isSearching ? m.common_searching() : m.common_nothing_found()) : ""}
        </p>
      }
    >
      {search.error ? <ErrorState compact error={search.error} onRetry={search.retry} /> : null}
      {hits.length > 0 && (
        <CommandGroup heading={m.common_records()}>
          {hits.map((hit) => (
            <CommandItem
              key={hit.kind + hit.id}
              value={hit.kind + hit.id}
              title={hit.title}
              hint={[hit.subtitle, kindWords[hit.kind]?.()].filter(Boolean).join(" · ")}
              onRun={() => {
                onClose();
                void navigate({ href: records[hit.kind]?.(hit) ?? "/" });
              }}
            />
          ))}
        </CommandGroup>
      )}
      {actions.length > 0 && (
        <CommandGroup heading={m.common_go_and_do()}>
          {actions.map(({ id, label, icon: Icon, run }) => (
            <CommandItem
              key={id}
              value={id}
              title={label}
              icon={Icon && <Icon aria-hidden />}
              onRun={() => {
                onClose();
                run();
              }}
            />
          ))}
        </CommandGroup>
      )}
    </CommandDialog>
  );
}
