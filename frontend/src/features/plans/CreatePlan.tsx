import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { createAccountPlan, listAccountPlans } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Select } from "@/components/Select";
import { SkeletonLines } from "@/components/Skeleton";
import type { Choice } from "@/components/useChoices";
import { m } from "@/paraglide/messages";
import { useCycles } from "@/parts/cycles";
import { findCustomers } from "@/parts/finders";
import { useCustomerChoice } from "./PlanFilters";
import { plansRoute } from "./routes";

/** One plan per customer and cycle; the address may name both. */
export function CreatePlan({ onClose }: { onClose: () => void }) {
  const id = useId();
  const { customer } = plansRoute.useSearch();
  const chosen = useCustomerChoice(customer);
  const cycles = useCycles();
  const ready = cycles.data && chosen?.label !== "…";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.plans_create()}
      description={m.plans_create_hint()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form={id}>
            {m.common_create()}
          </Button>
        </>
      }
    >
      {ready ? <CreateForm id={id} chosen={chosen} /> : <SkeletonLines lines={4} label={m.common_loading()} />}
    </Dialog>
  );
}

type Values = { customer_id: Choice | null; cycle_id: string };

function CreateForm({ id, chosen }: { id: string; chosen: Choice | null }) {
  const { cycle } = plansRoute.useSearch();
  const cycles = (useCycles().data ?? []).filter((one) => one.state !== "closed");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [existing, setExisting] = useState<string | null>(null);
  const form = useForm<Values>({
    defaultValues: { customer_id: chosen, cycle_id: cycles.find((one) => one.id === cycle)?.id ?? cycles[0]?.id ?? "" },
  });
  const send = async ({ customer_id, cycle_id }: Values) => {
    const body = { customer_id: customer_id?.value ?? "", cycle_id };
    try {
      const made = await createAccountPlan({ body });
      client.setQueryData(["account_plan", "record", made.id], made);
      void client.invalidateQueries({ queryKey: ["account_plan", "list"] });
      await navigate({ to: "/plans/$planId", params: { planId: made.id } });
    } catch (error) {
      if (asProblem(error).status === 409) {
        const found = await listAccountPlans({ query: { ...body, limit: 1 } });
        setExisting(found.items[0]?.id ?? null);
      }
      throw error;
    }
  };
  return (
    <Form id={id} form={form} onSubmit={send} className="grid gap-4">
      <FormField
        form={form}
        name="customer_id"
        label={m.plans_customer()}
        required
        rules={{ required: m.plans_customer_required() }}
        render={(field) => <Combobox {...field} source={findCustomers} />}
      />
      <FormField
        form={form}
        name="cycle_id"
        label={m.plans_cycle()}
        required
        rules={{ required: m.plans_cycle_required() }}
        render={(field) => <Select {...field} options={cycles.map((one) => ({ value: one.id, label: one.name }))} />}
      />
      {existing && (
        <p>
          {m.plans_create_open()}{" "}
          <Link to="/plans/$planId" params={{ planId: existing }} className="text-leaf-ink underline">
            {m.plans_open_existing()}
          </Link>
        </p>
      )}
    </Form>
  );
}
