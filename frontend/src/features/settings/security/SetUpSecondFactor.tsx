import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { confirmSecondFactor, startSecondFactor } from "@/api/generated";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { ErrorState } from "@/components/ErrorState";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Skeleton } from "@/components/Skeleton";
import { m } from "@/paraglide/messages";
import { RecoveryCodes } from "./RecoveryCodes";

/** Scan, type the first code, keep the recovery codes. */
export function SetUpSecondFactor({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<string[] | null>(null);
  const form = useForm({ defaultValues: { code: "" } });
  // a secret is made when the dialog opens, and never kept
  const started = useQuery({
    queryKey: ["second-factor-secret"],
    queryFn: () => startSecondFactor(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const confirm = async ({ code }: { code: string }) => setCodes((await confirmSecondFactor({ body: { code } })).codes);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={codes ? m.security_codes() : m.security_factor_set_up()}
      footer={
        codes ? (
          <Button look="primary" onClick={onClose}>
            {m.security_codes_kept()}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{m.common_cancel()}</Button>
            <Button
              look="primary"
              type="submit"
              form="set-up"
              busy={form.formState.isSubmitting}
              disabled={!started.data}
            >
              {m.security_set_up_confirm()}
            </Button>
          </>
        )
      }
    >
      {codes ? (
        <RecoveryCodes codes={codes} />
      ) : started.error ? (
        <ErrorState compact error={started.error} onRetry={() => void started.refetch()} />
      ) : (
        <div className="grid gap-4">
          <section className="grid gap-2">
            <h3 className="font-medium">{m.security_set_up_scan()}</h3>
            {started.data ? (
              <img
                src={started.data.qr}
                alt={m.security_set_up_qr()}
                className="size-52 justify-self-center rounded-lg border border-line"
              />
            ) : (
              <Skeleton className="size-52 justify-self-center" />
            )}
            <p className="text-ink-soft text-sm">{m.security_set_up_typed()}</p>
            <code className="break-all rounded-md bg-sunken px-3 py-2 text-sm">
              {started.data?.secret.match(/.{1,4}/g)?.join(" ") ?? " "}
            </code>
          </section>
          <Form id="set-up" form={form} onSubmit={confirm}>
            <FormField
              form={form}
              name="code"
              label={m.security_set_up_code()}
              rules={{ required: m.common_required() }}
              render={(field) => (
                <Input {...field} inputMode="numeric" autoComplete="one-time-code" className="font-mono text-lg" />
              )}
            />
          </Form>
        </div>
      )}
    </Dialog>
  );
}
