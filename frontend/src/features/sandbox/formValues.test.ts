import { expect, it } from "vitest";
import { blank, bodyOf, changed } from "./formValues";

it("sends only what was changed, and unknown as unknown", () => {
  const before = { ...blank, title: "云平台扩容", win_probability: 40, competition: 3 };
  expect(changed({ ...before }, before)).toEqual({});
  expect(changed({ ...before, competition: null, win_probability: 45 }, before)).toEqual({
    competition: null,
    win_probability: 0.45,
  });
});

it("names records by their ids and leaves the horizon to the award date", () => {
  const body = bodyOf({
    ...blank,
    title: "a",
    customer_id: { value: "c1", label: "长江能源" },
    award_on: "2027-03-01",
  });
  expect(body).toMatchObject({ customer_id: "c1", horizon: null, source_role: null, win_probability: null });
});
