/** The tokens as plain colours: ECharts computes with them and cannot read light-dark(). */
export type Palette = { series: string[]; ink: string; inkSoft: string; line: string; surface: string };

export function readPalette(near: HTMLElement): Palette {
  const probe = document.createElement("span");
  near.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    series: [1, 2, 3, 4, 5, 6, 7].map((index) => colour(`chart-${index}`)),
    ink: colour("ink"),
    inkSoft: colour("ink-soft"),
    line: colour("line"),
    surface: colour("raised"),
  };
  probe.remove();
  return palette;
}
