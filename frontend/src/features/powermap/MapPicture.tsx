import { m } from "@/paraglide/messages";
import { supportSign, supportTone, supportWord } from "@/parts/support";
import { Cross, Markers } from "./canvas/Line";
import { lineLook } from "./canvas/lineLook";
import { linesOf } from "./canvas/nodes";
import { arrange, bounds, boxAt, card, middleOf, type Point, reportingPath, rounded, sidePoints } from "./layout";
import { depthWord, type PersonOut, type PowerMapOut, roleLetter, stalePeople } from "./model";

export const pictureId = "power-map-picture";
const margin = 24;
const fills = { good: "fill-leaf", bad: "fill-bad", warn: "fill-warn", neutral: "fill-control" } as const;

/** The map as one drawing, for files and for paper; on screen it stays out of sight. */
export function MapPicture({ map, vendors }: { map: PowerMapOut; vendors: ReadonlyMap<string, string> }) {
  const places = arrange(map.people);
  const whole = bounds(places.values());
  const width = whole.width + margin * 2;
  const height = whole.height + margin * 2;
  const stale = stalePeople(map.assessment);
  return (
    <div className="absolute size-0 overflow-hidden print:static print:size-auto print:overflow-visible">
      <svg
        id={pictureId}
        aria-hidden
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        className="max-w-none print:h-auto print:max-h-[75vh] print:w-full"
      >
        <Markers />
        <g transform={`translate(${margin - whole.x} ${margin - whole.y})`}>
          {linesOf(map).map(({ id, kind, source, target }) => (
            <PictureLine key={id} kind={kind} from={places.get(source)} to={places.get(target)} />
          ))}
          {map.people.map((person) => (
            <PictureCard
              key={person.id}
              person={person}
              at={places.get(person.id) ?? { x: 0, y: 0 }}
              stale={stale.has(person.id)}
              vendors={vendors}
            />
          ))}
        </g>
      </svg>
    </div>
  );
}

type Ends = { kind: keyof typeof lineLook; from?: Point; to?: Point };

function PictureLine({ kind, from, to }: Ends) {
  if (!from || !to) return null;
  const { line, dash } = lineLook[kind];
  const look = { fill: "none", className: line, strokeDasharray: dash };
  if (kind === "solid" || kind === "dotted") return <path d={reportingPath(boxAt(from), boxAt(to))} {...look} />;
  const points = sidePoints(kind, boxAt(from), boxAt(to));
  const end = `url(#powermap-${kind})`;
  return (
    <>
      <path d={rounded(points)} {...look} markerEnd={end} markerStart={kind === "conflict" ? end : undefined} />
      {kind === "conflict" && <Cross {...middleOf(points)} />}
    </>
  );
}

type CardProps = { person: PersonOut; at: Point; stale: boolean; vendors: ReadonlyMap<string, string> };

function PictureCard({ person, at, stale, vendors }: CardProps) {
  const tone = fills[supportTone(person.support) as keyof typeof fills];
  const standings = Object.entries(person.competitor_support)
    .map(([id, support]) => m.powermap_competitor_at({ name: vendors.get(id) ?? "…", sign: supportSign(support) }))
    .join("  ");
  const sure = stale
    ? m.powermap_stale()
    : person.status === "confirmed"
      ? m.powermap_confirmed()
      : m.powermap_assumed();
  const title = person.contact_id ? (person.title ?? m.powermap_no_title()) : m.powermap_placeholder();
  const lines: [string, number][] = [
    [title, 50],
    [`${supportSign(person.support)} ${supportWord(person.support)}`, 80],
    [standings || m.powermap_card_no_competitor(), 107],
    [`${person.owner_name ?? m.powermap_no_owner()} · ${depthWord[person.contact_depth]()} · ${sure}`, 133],
  ];
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <rect
        {...card}
        rx={10}
        className="fill-surface stroke-line-strong"
        strokeDasharray={person.status === "assumed" ? "5 4" : undefined}
      />
      <rect width={7} height={card.height} rx={3} className={tone} />
      <text x={20} y={30} fontSize={17} fontWeight={600} className="fill-ink">
        {fitted(person.name, 200, 17)}
      </text>
      <rect x={card.width - 40} y={12} width={28} height={28} rx={6} className="fill-neutral-soft" />
      <text x={card.width - 26} y={32} fontSize={15} fontWeight={600} textAnchor="middle" className="fill-ink">
        {person.role ? roleLetter[person.role] : "?"}
      </text>
      {lines.map(([text, y]) => (
        <text key={y} x={20} y={y} fontSize={14} className="fill-ink-soft">
          {fitted(text, y === 80 ? 150 : 240, 14)}
        </text>
      ))}
      <text x={card.width - 14} y={80} fontSize={14} textAnchor="end" className="fill-ink">
        {"▮".repeat(person.influence ?? 0)}
        {"▯".repeat(5 - (person.influence ?? 0))} {person.influence ?? "?"}
      </text>
    </g>
  );
}

const wide = /[\u2E80-\uFFEF]/;

/** The text cut to `room` units at a font size; a Chinese sign is a square. */
function fitted(text: string, room: number, size: number): string {
  let width = 0;
  for (const [at, sign] of [...text].entries()) {
    width += wide.test(sign) ? size : size * 0.56;
    if (width > room) return `${[...text].slice(0, at - 1).join("")}…`;
  }
  return text;
}
