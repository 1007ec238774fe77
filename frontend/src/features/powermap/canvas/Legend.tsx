import { Button } from "@/components/Button";
import { Popover } from "@/components/Popover";
import { m } from "@/paraglide/messages";
import { supports } from "@/parts/support";
import { roleLetter, roles, roleWord } from "../model";
import { SupportMark } from "../PersonCard";
import { lineLook } from "./lineLook";

const lines = {
  solid: m.powermap_line_solid,
  dotted: m.powermap_line_dotted,
  influence: m.powermap_line_influence,
  conflict: m.powermap_line_conflict,
};

export function Legend() {
  return (
    <Popover
      label={m.powermap_legend_title()}
      align="start"
      trigger={
        <Button look="quiet" size="sm">
          {m.powermap_legend()}
        </Button>
      }
    >
      <div className="grid w-72 gap-3 text-sm">
        <ul className="grid grid-cols-2 gap-1.5">
          {roles.map((role) => (
            <li key={role} className="flex items-center gap-2">
              <span
                aria-hidden
                className="flex size-6 items-center justify-center rounded-md bg-neutral-soft font-semibold"
              >
                {roleLetter[role]}
              </span>
              {roleWord[role]()}
            </li>
          ))}
        </ul>
        <ul className="flex flex-wrap gap-1.5">
          {[...supports, null].map((support) => (
            <li key={support}>
              <SupportMark support={support} />
            </li>
          ))}
        </ul>
        <ul className="grid grid-cols-2 gap-1.5">
          {(Object.keys(lines) as (keyof typeof lines)[]).map((kind) => (
            <li key={kind} className="flex items-center gap-2">
              <svg aria-hidden width="32" height="10">
                <path d="M1 5H31" className={lineLook[kind].line} strokeDasharray={lineLook[kind].dash} />
              </svg>
              {lines[kind]()}
            </li>
          ))}
        </ul>
        <p className="text-ink-soft">{m.powermap_canvas_keys()}</p>
      </div>
    </Popover>
  );
}
