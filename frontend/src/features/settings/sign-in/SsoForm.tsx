import { useForm } from "react-hook-form";
import type { SignInSettingOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Textarea } from "@/components/Textarea";
import { m } from "@/paraglide/messages";
import { CheckRow } from "../CheckRow";
import { CopyField } from "../CopyField";
import { SsoPeople } from "./SsoPeople";
import { bodyOf, type SsoValues, valuesOf } from "./ssoValues";
import { useSaveSetting } from "./useSaveSetting";

/** The organisation's own provider: who it is, whom we believe, what its groups mean here. */
export function SsoForm({ setting }: { setting: SignInSettingOut }) {
  const save = useSaveSetting(setting);
  const form = useForm<SsoValues>({ values: valuesOf(setting) });
  const text = (name: "sso_label" | "sso_issuer" | "sso_client_id", label: string, hint?: string) => (
    <FormField
      form={form}
      name={name}
      label={label}
      hint={hint}
      render={(field) => <Input {...field} maxLength={200} />}
    />
  );
  return (
    <Form form={form} onSubmit={(values) => save(bodyOf(values))} className="grid gap-4 pt-1">
      <p className="text-pretty text-ink-soft">{m.security_sso_text()}</p>
      <CopyField label={m.security_sso_redirect()} value={setting.sso_redirect_uri} />
      {text("sso_issuer", m.security_sso_issuer(), m.security_sso_issuer_hint())}
      <div className="grid gap-4 sm:grid-cols-2">
        {text("sso_client_id", m.security_sso_client())}
        <FormField
          form={form}
          name="sso_secret"
          label={m.security_sso_secret()}
          hint={setting.sso_has_secret ? m.security_sso_secret_kept() : undefined}
          render={(field) => <Input {...field} type="password" autoComplete="new-password" maxLength={200} />}
        />
        <FormField
          form={form}
          name="sso_domains"
          label={m.security_sso_domains()}
          hint={m.security_sso_domains_hint()}
          render={(field) => <Textarea {...field} rows={2} spellCheck={false} />}
        />
        {text("sso_label", m.security_sso_label())}
      </div>
      <SsoPeople form={form} />
      <div className="rounded-lg border border-line">
        <CheckRow
          label={m.security_sso_enabled()}
          hint={m.security_sso_enabled_hint()}
          checked={form.watch("sso_enabled")}
          onChange={(checked) => form.setValue("sso_enabled", checked, { shouldDirty: true })}
        />
      </div>
      <div>
        <Button type="submit" look="primary" busy={form.formState.isSubmitting} disabled={!form.formState.isDirty}>
          {m.common_save()}
        </Button>
      </div>
    </Form>
  );
}
