import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useMemo } from "react";
import { useForm } from "react-hook-form";
import { createProject, getOpportunity, listOpportunities } from "@/api/generated";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { DateInput } from "@/components/DateInput";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { NumberInput } from "@/components/NumberInput";
import { Sheet } from "@/components/Sheet";
import { SkeletonLines } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import type { Choice } from "@/components/useChoices";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { OwnFieldInputs } from "@/parts/custom/OwnFieldInputs";
import { useOwnFields } from "@/parts/custom/useOwnFields";
import { findPeople } from "@/parts/finders";
import { projectsRoute } from "./routes";

type Values = {
  opportunity_id: Choice | null;
  name: string;
  manager_id: Choice | null;
  value: number | null;
  next_step: string;
  next_step_on: string | null;
};

/** A project begins with an opportunity that was selected; the address may name it. */
export function CreateProject({ onClose }: { onClose: () => void }) {
  const { opportunity } = projectsRoute.useSearch();
  const given = useQuery({
    queryKey: ["opportunity", "record", opportunity],
    queryFn: ({ signal }) => getOpportunity({ path: { opportunity_id: opportunity ?? "" }, signal }),
    enabled: opportunity !== undefined,
  });
  if (given.isLoading)
    return (
      <Sheet open onOpenChange={(open) => !open && onClose()} title={m.projects_create()}>
        <SkeletonLines lines={6} label={m.common_loading()} />
      </Sheet>
    );
  const first = given.data?.state === "selected" ? { value: given.data.id, label: given.data.title } : null;
  return <CreateForm opportunity={first} onClose={onClose} />;
}

function CreateForm({ opportunity, onClose }: { opportunity: Choice | null; onClose: () => void }) {
  const id = useId();
  const { customer } = projectsRoute.useSearch();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { session, sees } = useSession();
  const source = useMemo(() => selectedOf(customer), [customer]);
  const form = useForm<Values>({
    defaultValues: {
      opportunity_id: opportunity,
      name: "",
      manager_id: session ? { value: session.user.id, label: session.user.name } : null,
      value: null,
      next_step: "",
      next_step_on: null,
    },
  });
  const own = useOwnFields("project");
  const send = async ({ opportunity_id, manager_id, name, next_step, ...values }: Values) => {
    if (!own.complete()) return;
    const saved = await createProject({
      body: {
        ...values,
        opportunity_id: opportunity_id?.value ?? "",
        manager_id: manager_id?.value,
        name: name.trim() || undefined,
        next_step: next_step.trim() || undefined,
        ...own.body(),
      },
    });
    toast.done(m.projects_created({ name: saved.name }));
    void client.invalidateQueries({ queryKey: ["project"] });
    void client.invalidateQueries({ queryKey: ["opportunity"] });
    await navigate({ to: "/projects/$projectId", params: { projectId: saved.id } });
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.projects_create()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form={id} busy={form.formState.isSubmitting}>
            {m.common_create()}
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={send} className="grid gap-4">
        <FormField
          form={form}
          name="opportunity_id"
          label={m.projects_create_opportunity()}
          hint={m.projects_create_opportunity_hint()}
          required
          rules={{ required: m.projects_create_opportunity_required() }}
          render={(field) => <Combobox {...field} source={source} />}
        />
        <FormField
          form={form}
          name="name"
          label={m.projects_create_name()}
          hint={m.projects_create_name_hint()}
          render={(field) => <Input {...field} />}
        />
        <FormField
          form={form}
          name="manager_id"
          label={m.projects_manager()}
          render={(field) => <Combobox {...field} source={findPeople} clearable />}
        />
        {sees("commercial") && (
          <FormField
            form={form}
            name="value"
            label={m.projects_value()}
            hint={m.projects_create_value_hint()}
            render={(field) => <NumberInput {...field} min={0} />}
          />
        )}
        <FormField
          form={form}
          name="next_step"
          label={m.projects_next_step()}
          render={(field) => <Input {...field} />}
        />
        <FormField
          form={form}
          name="next_step_on"
          label={m.projects_next_step_on()}
          render={(field) => <DateInput {...field} />}
        />
        <OwnFieldInputs own={own} />
      </Form>
    </Sheet>
  );
}

const selectedOf = (customer_id: string | undefined) => async (q: string, signal: AbortSignal) => {
  const found = await listOpportunities({
    query: { q: q || undefined, customer_id, state: ["selected"], limit: 20 },
    signal,
  });
  return found.items.map((one) => ({ value: one.id, label: one.title, hint: one.customer_name ?? undefined }));
};
