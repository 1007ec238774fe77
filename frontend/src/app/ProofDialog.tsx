import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { prove } from "@/api/generated";
import { Button, buttonClass } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { sessionQuery, useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";

/** By code where there is a second factor, else by password; whoever has neither comes in anew by single sign-on. */
export function ProofDialog({ onEnd }: { onEnd: (proved: boolean) => void }) {
  const client = useQueryClient();
  const { session } = useSession();
  const form = useForm({ defaultValues: { code: "", password: "" } });
  const byCode = !!session?.user.has_second_factor;
  const canProve = byCode || !!session?.user.has_password;
  const send = async (values: { code: string; password: string }) => {
    const body = byCode ? { code: values.code } : { password: values.password };
    client.setQueryData(sessionQuery.queryKey, await prove({ body }));
    onEnd(true);
  };
  const field = byCode
    ? { name: "code", label: m.security_proof_code(), hint: m.security_proof_code_hint(), fill: "one-time-code" }
    : { name: "password", label: m.security_proof_password(), hint: undefined, fill: "current-password" };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onEnd(false)}
      title={m.security_proof_title()}
      description={canProve ? m.security_proof_text() : m.security_proof_sso()}
      footer={
        <>
          <Button onClick={() => onEnd(false)}>{m.common_cancel()}</Button>
          {canProve ? (
            <Button look="primary" type="submit" form="proof" busy={form.formState.isSubmitting}>
              {m.security_proof_confirm()}
            </Button>
          ) : (
            <a className={buttonClass("primary")} href={`/sign-in?return=${encodeURIComponent(location.pathname)}`}>
              {m.security_proof_sso_go()}
            </a>
          )}
        </>
      }
    >
      {canProve && (
        <Form id="proof" form={form} onSubmit={send}>
          <FormField
            form={form}
            name={field.name as "code" | "password"}
            label={field.label}
            hint={field.hint}
            rules={{ required: m.common_required() }}
            render={(props) => (
              <Input {...props} type={byCode ? "text" : "password"} autoComplete={field.fill} autoFocus />
            )}
          />
        </Form>
      )}
    </Dialog>
  );
}
