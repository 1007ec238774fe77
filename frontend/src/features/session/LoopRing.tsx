import { m } from "@/paraglide/messages";

const stages: [() => string, () => string][] = [
  [m.session_stage_understand, m.session_stage_understand_text],
  [m.session_stage_plan, m.session_stage_plan_text],
  [m.session_stage_execute, m.session_stage_execute_text],
  [m.session_stage_evaluate, m.session_stage_evaluate_text],
];

/** What Loam is, in four steps that lead back to the first. */
export function LoopRing() {
  return (
    <div className="mx-auto w-full max-w-md">
      <p className="whitespace-pre-line text-balance font-semibold text-2xl">{m.session_promise()}</p>
      <p className="mt-3 text-pretty text-ink-soft text-lg">{m.session_promise_text()}</p>
      <ol className="relative mt-10 grid gap-6">
        <span aria-hidden className="absolute top-4 bottom-4 left-[0.9375rem] w-px bg-earth opacity-50" />
        {stages.map(([title, text], index) => (
          <li key={title()} className="relative flex gap-4">
            <span
              aria-hidden
              className="flex size-8 shrink-0 items-center justify-center rounded-full border border-earth bg-sunken font-semibold text-earth-ink"
            >
              {index + 1}
            </span>
            <div className="pt-1">
              <h2 className="font-semibold">{title()}</h2>
              <p className="text-ink-soft">{text()}</p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
