import { createEvent, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "@/test/render";
import { Combobox } from "./Combobox";
import type { Choice, ChoiceSource } from "./useChoices";

const cities: Choice[] = [
  { value: "sh", label: "上海" },
  { value: "sz", label: "深圳" },
  { value: "sy", label: "沈阳" },
];

function City({ source, onTake = () => {} }: { source: ChoiceSource; onTake?: (value?: string) => void }) {
  const [city, setCity] = useState<Choice | null>(null);
  const take = (choice: Choice | null) => {
    setCity(choice);
    onTake(choice?.value);
  };
  return <Combobox aria-label="城市" value={city} onChange={take} source={source} clearable />;
}

it("walks with arrows, takes with Enter, clears", async () => {
  const { user } = show(<City source={cities} />);
  const input = screen.getByRole("combobox", { name: "城市" });
  await user.click(input);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(input).toHaveValue("深圳");
  await user.click(screen.getByRole("button", { name: "清除" }));
  expect(input).toHaveValue("");
});

it("asks the server once typing rests, and shows what it found", async () => {
  const ask = vi.fn(async (text: string) => cities.filter((city) => city.value.startsWith(text)));
  const { user } = show(<City source={ask} />);
  await user.click(screen.getByRole("combobox"));
  await user.keyboard("sz");
  expect(await screen.findByRole("option", { name: "深圳", selected: true })).toBeVisible();
  await vi.waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
  await user.keyboard("{Enter}");
  expect(screen.getByRole("combobox")).toHaveValue("深圳");
});

it("does not take a choice with the Enter that ends a composition", async () => {
  const take = vi.fn();
  const { user } = show(<City source={cities} onTake={take} />);
  const input = screen.getByRole("combobox");
  await user.click(input);
  const enter = createEvent.keyDown(input, { key: "Enter", keyCode: 229 });
  fireEvent(input, enter);
  expect(take).not.toHaveBeenCalled();
});

it("says so when the search fails", async () => {
  const { user } = show(<City source={() => Promise.reject(new Error("no"))} />);
  await user.click(screen.getByRole("combobox"));
  expect(await screen.findByText("搜索失败，请稍后再试")).toBeVisible();
});
