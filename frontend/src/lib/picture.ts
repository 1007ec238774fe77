/** A drawn SVG as a picture: a copy with every colour and font written into it. */

const properties = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "paint-order",
  "opacity",
  "font-size",
  "font-weight",
  "text-anchor",
] as const;

function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const drawn = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const copied = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  drawn.forEach((from, index) => {
    const to = copied[index] as SVGElement;
    const style = getComputedStyle(from);
    for (const name of properties) to.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "role", "tabindex", "data-node"]) to.removeAttribute(name);
  });
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("font-family", getComputedStyle(svg).fontFamily);
  return new XMLSerializer().serializeToString(copy);
}

function save(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const svgFile = (svg: SVGSVGElement) => new Blob([standalone(svg)], { type: "image/svg+xml" });

export const saveSvg = (svg: SVGSVGElement, name: string) => save(svgFile(svg), `${name}.svg`);

/** At twice the size on screen, for slides. */
export async function savePng(svg: SVGSVGElement, name: string) {
  const address = URL.createObjectURL(svgFile(svg));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = svg.clientWidth * 2;
    canvas.height = svg.clientHeight * 2;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (file) save(file, `${name}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}
