import { Link } from "@tanstack/react-router";
import type { WeakestOut } from "@/api/generated";
import { Card } from "@/components/Card";
import { m } from "@/paraglide/messages";
import { FactLink } from "./FactLink";
import { figureWords, nextStepWords, stageWords } from "./words";

/** The weakest link of the loop and what to do about it, beginning with the first records. */
export function WeakestCard({ weakest }: { weakest: WeakestOut }) {
  return (
    <Card title={m.loop_next_step()} className="border-warn">
      <p className="pt-1 text-pretty">
        {m.loop_weakest_sentence({ stage: stageWords[weakest.stage](), figure: figureWords[weakest.input]() })}
      </p>
      <p className="pt-1 font-medium text-pretty">{nextStepWords[weakest.next_step]()}</p>
      {weakest.records.length > 0 && (
        <ul className="mt-2 divide-y divide-line border-line border-t">
          {weakest.records.map((row) => (
            <li key={`${row.kind}${row.id}`}>
              <FactLink row={row} />
            </li>
          ))}
        </ul>
      )}
      {weakest.count > weakest.records.length && (
        <Link
          to="/"
          search={(old) => ({ ...old, figure: weakest.link.figure })}
          className="mt-2 inline-block text-leaf-ink text-sm hover:underline"
        >
          {m.loop_all_of_them({ count: weakest.count })}
        </Link>
      )}
    </Card>
  );
}
