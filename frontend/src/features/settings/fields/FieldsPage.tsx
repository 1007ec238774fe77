import { useNavigate } from "@tanstack/react-router";
import { Plus, TextCursorInput } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Tabs } from "@/components/Tabs";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { useAllCustomFields } from "@/parts/custom/useCustomFields";
import { RecordList } from "@/parts/RecordList";
import { fieldsRoute } from "../routes";
import { SettingsFrame } from "../SettingsFrame";
import { FieldRow } from "./FieldRow";
import { useFieldOrder } from "./useFieldOrder";
import { entities, entityWord } from "./words";

const FieldSheet = lazy(() => import("./FieldSheet").then((module) => ({ default: module.FieldSheet })));

/** The organisation's own fields, one list for each kind of record. */
export function FieldsPage() {
  const { of = "customer", field: openId, create } = fieldsRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/fields" });
  const { can } = useSession();
  const fields = useAllCustomFields(of);
  const rows = fields.data ?? [];
  const move = useFieldOrder(of, rows);
  const mayEdit = can("fields:write");
  const open = (change: { field?: string; create?: true }) =>
    void navigate({ search: (old) => ({ of: old.of, ...change }) });
  const add = mayEdit && (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => open({ create: true })}>
      {m.fields_create()}
    </Button>
  );
  const chosen = rows.find((one) => one.id === openId);
  return (
    <SettingsFrame
      title={m.fields_title()}
      needs="fields:write"
      actions={add}
      filters={
        <Tabs
          label={m.fields_of()}
          value={of}
          onChange={(value) => void navigate({ search: { of: entities.find((one) => one === value) }, replace: true })}
          tabs={entities.map((value) => ({ value, label: entityWord[value]() }))}
        />
      }
    >
      <div className="mx-auto max-w-4xl">
        <RecordList
          label={m.fields_title()}
          list={{ ...fields, rows, retry: () => void fields.refetch() }}
          empty={
            <EmptyState icon={<TextCursorInput />} title={m.fields_empty()} action={add}>
              {m.fields_empty_text()}
            </EmptyState>
          }
          row={(one, index) => (
            <FieldRow
              key={one.id}
              field={one}
              onOpen={() => open({ field: one.id })}
              onUp={index > 0 ? () => move(index, index - 1) : undefined}
              onDown={index < rows.length - 1 ? () => move(index, index + 1) : undefined}
            />
          )}
        />
      </div>
      <Suspense>
        {mayEdit && (create || chosen) && (
          <FieldSheet key={chosen?.id ?? "new"} entity={of} field={chosen} onClose={() => open({})} />
        )}
      </Suspense>
    </SettingsFrame>
  );
}
