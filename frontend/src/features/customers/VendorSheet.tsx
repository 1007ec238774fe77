import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { createVendorPosition, updateVendorPosition, type VendorPositionOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { DateInput } from "@/components/DateInput";
import { Form, FormField } from "@/components/Form";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { Textarea } from "@/components/Textarea";
import { toast } from "@/components/Toast";
import type { Choice } from "@/components/useChoices";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { today } from "@/parts/days";
import { lineSource, vendorSource } from "./sources";

type Values = {
  vendor_id: Choice | null;
  product_line_id: Choice | null;
  share: number | null;
  contract_ends_on: string | null;
  satisfaction: number | null;
  status: VendorPositionOut["status"];
  assessed_on: string | null;
  installed_base: string;
  strengths: string;
  weaknesses: string;
  last_moves: string;
  evidence: string;
};

type Props = { customerId: string; position?: VendorPositionOut; onClose: () => void };

/** How one vendor stands at this customer in one product line. */
export function VendorSheet({ customerId, position, onClose }: Props) {
  const client = useQueryClient();
  const { can } = useSession();
  const form = useForm<Values>({
    defaultValues: {
      vendor_id: position ? { value: position.vendor_id, label: position.vendor_name } : null,
      product_line_id: position ? { value: position.product_line_id, label: position.product_line_name } : null,
      share: position?.share ?? null,
      contract_ends_on: position?.contract_ends_on ?? null,
      satisfaction: position?.satisfaction ?? null,
      status: position?.status ?? "assumed",
      assessed_on: position?.assessed_on ?? today(),
      installed_base: position?.installed_base ?? "",
      strengths: position?.strengths ?? "",
      weaknesses: position?.weaknesses ?? "",
      last_moves: position?.last_moves ?? "",
      evidence: position?.evidence ?? "",
    },
  });
  const send = async ({ vendor_id, product_line_id, ...body }: Values) => {
    if (position) {
      await updateVendorPosition({
        path: { vendor_position_id: position.id },
        body,
        headers: atVersion(position),
      });
    } else {
      await createVendorPosition({
        body: {
          ...body,
          customer_id: customerId,
          vendor_id: vendor_id?.value ?? "",
          product_line_id: product_line_id?.value ?? "",
        },
      });
    }
    await Promise.all([["vendor_position"], ["customer"]].map((queryKey) => client.invalidateQueries({ queryKey })));
    toast.done(m.common_saved());
    onClose();
  };
  const prose = (name: "installed_base" | "strengths" | "weaknesses" | "last_moves" | "evidence", label: string) => (
    <div className="sm:col-span-2">
      <FormField form={form} name={name} label={label} render={(field) => <Textarea rows={2} {...field} />} />
    </div>
  );
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={position ? `${position.vendor_name} · ${position.product_line_name}` : m.customers_vendor_create()}
      footer={
        can("records:team") && (
          <>
            <Button onClick={onClose}>{m.common_cancel()}</Button>
            <Button look="primary" type="submit" form="vendor-position" busy={form.formState.isSubmitting}>
              {m.common_save()}
            </Button>
          </>
        )
      }
    >
      <Form id="vendor-position" form={form} onSubmit={send} className="grid gap-3 sm:grid-cols-2">
        <FormField
          form={form}
          name="vendor_id"
          label={m.customers_vendor()}
          required
          rules={{ required: m.common_required() }}
          render={(field) => <Combobox {...field} source={vendorSource} disabled={!!position} />}
        />
        <FormField
          form={form}
          name="product_line_id"
          label={m.customers_line()}
          required
          rules={{ required: m.common_required() }}
          render={(field) => <Combobox {...field} source={lineSource} disabled={!!position} />}
        />
        <FormField
          form={form}
          name="share"
          label={m.customers_share()}
          hint={m.customers_share_hint()}
          render={(field) => <NumberInput {...field} min={0} max={100} unit="%" />}
        />
        <FormField
          form={form}
          name="satisfaction"
          label={m.customers_satisfaction()}
          render={(field) => <NumberInput {...field} min={1} max={5} decimals={0} />}
        />
        <FormField
          form={form}
          name="contract_ends_on"
          label={m.customers_contract_ends_on()}
          render={(field) => <DateInput {...field} />}
        />
        <FormField
          form={form}
          name="assessed_on"
          label={m.customers_assessed_on()}
          render={(field) => <DateInput {...field} />}
        />
        <FormField
          form={form}
          name="status"
          label={m.customers_standing()}
          render={(field) => (
            <Select
              {...field}
              options={[
                { value: "assumed", label: m.customers_assumed() },
                { value: "confirmed", label: m.customers_confirmed() },
              ]}
            />
          )}
        />
        {prose("strengths", m.customers_strengths())}
        {prose("weaknesses", m.customers_weaknesses())}
        {prose("installed_base", m.customers_installed_base())}
        {prose("last_moves", m.customers_last_moves())}
        {prose("evidence", m.customers_evidence())}
      </Form>
    </Sheet>
  );
}
