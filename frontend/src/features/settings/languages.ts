/** Each in its own words, whatever the page speaks. */
export const languages = [
  { value: "zh", label: "简体中文" },
  { value: "en", label: "English" },
];
