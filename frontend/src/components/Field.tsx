import { cloneElement, type ReactElement, type ReactNode, useId } from "react";

type FieldProps = {
  label: string;
  hint?: ReactNode;
  /** The fault in words, from the form's rules or from the server's pointer. */
  error?: string;
  required?: boolean;
  /** One control that takes id, aria-describedby and aria-invalid. */
  children: ReactElement<{
    id?: string;
    "aria-describedby"?: string;
    "aria-invalid"?: boolean;
    "aria-required"?: boolean;
  }>;
};

/** Label above, control, then hint or fault, tied together for screen readers. */
export function Field({ label, hint, error, required, children }: FieldProps) {
  const own = useId();
  const id = children.props.id ?? own;
  const note = error || hint ? `${id}-note` : undefined;
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="font-medium text-ink-soft text-sm">
        {label}
        {required && (
          <span aria-hidden className="ml-0.5 text-bad-ink">
            *
          </span>
        )}
      </label>
      {cloneElement(children, {
        id,
        "aria-describedby": note,
        "aria-invalid": error ? true : undefined,
        "aria-required": required || undefined,
      })}
      {error ? (
        <p id={note} role="alert" className="text-bad-ink text-sm">
          {error}
        </p>
      ) : (
        hint && (
          <p id={note} className="text-ink-soft text-sm">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
