import { Clock3, UserRound, UserRoundX } from "lucide-react";
import { toneFill } from "@/components/tone";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { supportSign, supportTone, supportWord } from "@/parts/support";
import { chainWord, depthWord, influenceWord, type PersonOut, roleLetter, roleWord } from "./model";

type PersonCardProps = { person: PersonOut; stale: boolean; chosen: boolean; vendors: ReadonlyMap<string, string> };

/** A person as one reads it from across a table. Text keeps 12 px at the smallest zoom (0.85 × 14.4). */
export function PersonCard({ person, stale, chosen, vendors }: PersonCardProps) {
  const tone = supportTone(person.support);
  return (
    <span
      className={cx(
        "relative grid h-37 w-68 grid-cols-[minmax(0,1fr)] content-between overflow-hidden rounded-lg border bg-surface py-2 pr-3 pl-4.5 text-left text-[0.9rem] leading-5",
        person.status === "assumed" ? "border-control border-dashed" : "border-line-strong",
        chosen && "outline-2 outline-leaf outline-offset-1",
      )}
    >
      <span aria-hidden className={cx("absolute inset-y-0 left-0 w-1.5", toneFill[tone])} />
      <span className="flex items-start gap-2">
        <span className="min-w-0 grow">
          <span className="block truncate font-semibold text-lg leading-6">{person.name}</span>
          <span className="block truncate text-ink-soft">
            {person.contact_id ? (person.title ?? m.powermap_no_title()) : m.powermap_placeholder()}
            {person.chain !== "integrated" && ` · ${chainWord[person.chain]()}`}
          </span>
        </span>
        <RoleMark person={person} />
      </span>
      <span className="flex items-center justify-between gap-2">
        <SupportMark support={person.support} />
        <InfluenceBars value={person.influence} />
      </span>
      <Standings person={person} vendors={vendors} />
      <span className="flex items-center gap-1.5 text-ink-soft [&_svg]:size-4 [&_svg]:shrink-0">
        {person.owner_name ? <UserRound aria-hidden /> : <UserRoundX aria-hidden className="text-warn" />}
        <span className="min-w-0 truncate">{person.owner_name ?? m.powermap_no_owner()}</span>
        <span className="shrink-0">· {depthWord[person.contact_depth]()}</span>
        <span className={cx("ml-auto flex shrink-0 items-center gap-1", stale && "text-warn-ink")}>
          {stale && <Clock3 aria-hidden />}
          {stale ? m.powermap_stale() : person.status === "confirmed" ? m.powermap_confirmed() : m.powermap_assumed()}
        </span>
      </span>
    </span>
  );
}

export function RoleMark({ person }: { person: PersonOut }) {
  const word = person.role ? roleWord[person.role]() : m.powermap_role_unknown();
  return (
    <span
      title={word}
      className={cx(
        "flex size-7 shrink-0 items-center justify-center rounded-md font-semibold",
        person.role === "decider" || person.role === "approver" ? "bg-ink text-canvas" : "bg-neutral-soft text-ink",
      )}
    >
      <span aria-hidden>{person.role ? roleLetter[person.role] : "?"}</span>
      <span className="sr-only">{word}</span>
    </span>
  );
}

const grounds = {
  good: "bg-leaf-soft text-leaf-ink",
  bad: "bg-bad-soft text-bad-ink",
  warn: "bg-warn-soft text-warn-ink",
  neutral: "bg-neutral-soft text-ink-soft",
};

export function SupportMark({ support }: { support: number | null }) {
  const tone = supportTone(support) as keyof typeof grounds;
  return (
    <span className={cx("inline-flex min-w-0 items-center gap-1.5 rounded-md px-1.5 py-0.5", grounds[tone])}>
      <span className="sr-only">{m.powermap_support()} </span>
      <span className="font-semibold">{supportSign(support)}</span>
      <span className="truncate">{supportWord(support)}</span>
    </span>
  );
}

export function InfluenceBars({ value }: { value: number | null }) {
  return (
    <span className="flex shrink-0 items-center gap-1.5" title={influenceWord(value)}>
      <span className="sr-only">{influenceWord(value)}</span>
      <span aria-hidden className="flex items-end gap-0.5">
        {[1, 2, 3, 4, 5].map((step) => (
          <span
            key={step}
            className={cx("w-1.5 rounded-[1px]", value !== null && step <= value ? "bg-earth" : "bg-line-strong")}
            style={{ height: 5 + step * 2 }}
          />
        ))}
      </span>
      <span aria-hidden className="w-3 text-right font-medium">
        {value ?? "?"}
      </span>
    </span>
  );
}

function Standings({ person, vendors }: Pick<PersonCardProps, "person" | "vendors">) {
  const all = Object.entries(person.competitor_support);
  if (all.length === 0) return <span className="text-ink-faint">{m.powermap_card_no_competitor()}</span>;
  return (
    <span className="flex min-w-0 gap-2">
      {all.slice(0, 2).map(([id, support]) => (
        <span
          key={id}
          title={`${vendors.get(id) ?? ""} ${supportSign(support)} ${supportWord(support)}`}
          className={cx("truncate", support > 0 ? "text-bad-ink" : "text-ink-soft")}
        >
          {m.powermap_competitor_at({ name: vendors.get(id) ?? "…", sign: supportSign(support) })}
        </span>
      ))}
      {all.length > 2 && (
        <span className="shrink-0 text-ink-soft">{m.powermap_card_more({ count: all.length - 2 })}</span>
      )}
    </span>
  );
}
