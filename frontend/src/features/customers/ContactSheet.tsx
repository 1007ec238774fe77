import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { type ContactCreate, type ContactOut, createContact, updateContact } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { SkeletonLines } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { toast } from "@/components/Toast";
import { useSession } from "@/hooks/useSession";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { OwnFieldInputs } from "@/parts/custom/OwnFieldInputs";
import { useOwnFields } from "@/parts/custom/useOwnFields";
import { ContactFields, type ContactValues } from "./ContactFields";
import { customerRoute } from "./routes";

const text = (value: string) => value.trim() || null;

function valuesOf(row: ContactOut | undefined): ContactValues {
  return {
    name: row?.name ?? "",
    title: row?.title ?? "",
    department: row?.department ?? "",
    phone: row?.phone ?? "",
    mail: row?.mail ?? "",
    messenger: row?.messenger ?? "",
    is_decider: row?.is_decider ?? false,
    is_payer: row?.is_payer ?? false,
    is_user: row?.is_user ?? false,
    reports_to_id: row?.reports_to_id ? { value: row.reports_to_id, label: "…" } : null,
    preferred_channel: row?.preferred_channel ?? "",
    cadence_days: row?.cadence_days ?? null,
    owner_id: row?.owner_id ? { value: row.owner_id, label: row.owner_name ?? "…" } : null,
  };
}

function bodyOf(values: ContactValues): Omit<ContactCreate, "customer_id"> {
  return {
    ...values,
    name: values.name.trim(),
    title: text(values.title),
    department: text(values.department),
    phone: text(values.phone),
    mail: text(values.mail),
    messenger: text(values.messenger),
    reports_to_id: values.reports_to_id?.value ?? null,
    preferred_channel: values.preferred_channel || null,
    owner_id: values.owner_id?.value ?? null,
  };
}

// Most who open a contact look for the phone number.
const ContactPrivacy = lazy(() =>
  import("./privacy/ContactPrivacy").then((module) => ({ default: module.ContactPrivacy })),
);

type Props = { customerId: string; contact?: ContactOut; onClose: () => void };

/** One person: seen, added or changed in the same place. */
export function ContactSheet({ customerId, contact, onClose }: Props) {
  const client = useQueryClient();
  const { can, sees } = useSession();
  const tab = customerRoute.useSearch().part ?? "card";
  const navigate = useNavigate({ from: "/customers/$customerId" });
  const form = useForm<ContactValues>({ defaultValues: valuesOf(contact) });
  const own = useOwnFields("contact", contact ?? { custom: {} });
  const send = async (values: ContactValues) => {
    if (!own.complete()) return;
    const body = { ...bodyOf(values), ...own.body() };
    if (contact) await updateContact({ path: { contact_id: contact.id }, body, headers: atVersion(contact) });
    else await createContact({ body: { ...body, customer_id: customerId } });
    await Promise.all([["contact"], ["customer"]].map((queryKey) => client.invalidateQueries({ queryKey })));
    toast.done(m.common_saved());
    onClose();
  };
  const fields = contact?.erased_at ? (
    <p className="text-ink-soft">{m.privacy_erased_note({ day: formatDate(contact.erased_at, "date") })}</p>
  ) : (
    <Form id="contact" form={form} onSubmit={send}>
      <ContactFields form={form} customerId={customerId} self={contact?.id} />
      <OwnFieldInputs own={own} />
    </Form>
  );
  const hasPrivacy = contact && (sees("sensitive") || can("privacy:write"));
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={contact?.erased_at ? m.privacy_erased() : (contact?.name ?? m.customers_contact_create())}
      footer={
        can("records:team") &&
        tab === "card" &&
        !contact?.erased_at && (
          <>
            <Button onClick={onClose}>{m.common_cancel()}</Button>
            <Button look="primary" type="submit" form="contact" busy={form.formState.isSubmitting}>
              {m.common_save()}
            </Button>
          </>
        )
      }
    >
      {hasPrivacy ? (
        <Tabs
          label={contact.name}
          value={tab}
          onChange={(chosen) =>
            navigate({
              search: (old) => ({ ...old, part: chosen === "privacy" ? "privacy" : undefined }),
              replace: true,
            })
          }
          tabs={[
            { value: "card", label: m.privacy_tab_card(), content: fields },
            {
              value: "privacy",
              label: m.privacy_tab(),
              content: (
                <Suspense fallback={<SkeletonLines lines={6} label={m.common_loading()} />}>
                  <ContactPrivacy contact={contact} onErased={onClose} />
                </Suspense>
              ),
            },
          ]}
        />
      ) : (
        fields
      )}
    </Sheet>
  );
}
