import { type ComponentProps, type ReactElement, useState } from "react";
import {
  Controller,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
  type RegisterOptions,
  type SubmitHandler,
  type UseFormReturn,
} from "react-hook-form";
import { isComposing } from "@/lib/keys";
import { ErrorState } from "./ErrorState";
import { Field } from "./Field";
import { faultsOf } from "./problemFields";

type FormProps<Values extends FieldValues> = Omit<ComponentProps<"form">, "onSubmit"> & {
  form: UseFormReturn<Values>;
  onSubmit: SubmitHandler<Values>;
};

/**
 * Sends a react-hook-form. What the server refuses lands on the fields its pointers name; the rest stands above the form.
 * Enter while composing Chinese does not send.
 */
export function Form<Values extends FieldValues>({ form, onSubmit, children, ...rest }: FormProps<Values>) {
  const [refusal, setRefusal] = useState<unknown>(null);
  const send: SubmitHandler<Values> = async (values, event) => {
    setRefusal(null);
    try {
      await onSubmit(values, event);
    } catch (error) {
      const { fields, rest: unplaced } = faultsOf(error, Object.keys(form.getValues()));
      for (const [name, message] of fields) form.setError(name as FieldPath<Values>, { type: "server", message });
      const first = fields[0];
      if (first) form.setFocus(first[0] as FieldPath<Values>);
      setRefusal(unplaced);
    }
  };
  return (
    <form
      noValidate
      {...rest}
      onSubmit={form.handleSubmit(send)}
      onKeyDown={(event) => event.key === "Enter" && isComposing(event) && event.preventDefault()}
    >
      {refusal ? <ErrorState compact error={refusal} /> : null}
      {children}
    </form>
  );
}

type FormFieldProps<Values extends FieldValues, Name extends FieldPath<Values>> = {
  form: UseFormReturn<Values>;
  name: Name;
  label: string;
  hint?: string;
  required?: boolean;
  /** react-hook-form's own rules, where no zod schema is worth it. */
  rules?: RegisterOptions<Values, Name>;
  /** Draws the control; spread `field` onto it. */
  render: (field: ControllerRenderProps<Values, Name>) => ReactElement<object>;
};

/** One labelled control bound to one value of the form. */
export function FormField<Values extends FieldValues, Name extends FieldPath<Values>>(
  props: FormFieldProps<Values, Name>,
) {
  const { form, name, label, hint, required, rules, render } = props;
  return (
    <Controller
      control={form.control}
      name={name}
      rules={rules}
      render={({ field, fieldState }) => (
        <Field label={label} hint={hint} required={required} error={fieldState.error?.message}>
          {render(field)}
        </Field>
      )}
    />
  );
}
