import { expect, it } from "vitest";
import { lanesFor, wanted, zoneOf, zonesOf } from "./zones";

const region = { x: 10, y: 20, width: 300, height: 400 };

it("has no lanes where everything is known", () => {
  const lanes = lanesFor([{ attractiveness: 0, position: 0 }]);
  expect(lanes).toEqual({ left: 0, bottom: 0 });
  expect(zonesOf(region, lanes).known).toMatchObject(region);
});

it("keeps a zero on the scale and an unknown off it", () => {
  const zero = { attractiveness: 0, position: 0 };
  const unknown = { attractiveness: null, position: null };
  const zones = zonesOf(region, lanesFor([zero, unknown]));
  expect(zoneOf(zero, zones)).toBe(zones.known);
  expect(zoneOf(unknown, zones)).toBe(zones.noAttractiveness);
  const at = wanted(zero, zones.known, 5);
  expect(at).toEqual({ x: zones.known.x + 5, y: zones.known.y + zones.known.height - 5 });
});

it("gives the scales room even when most is unknown", () => {
  const rows = Array.from({ length: 100 }, () => ({ attractiveness: 50, position: null }));
  const { known } = zonesOf(region, lanesFor(rows));
  expect(known.width).toBeGreaterThan(60);
});
