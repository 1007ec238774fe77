const KEY = "loam-return";

/** Where one was going, kept in this tab while the provider has it. */
export const wayBack = {
  keep: (way: string | undefined) => (way ? sessionStorage.setItem(KEY, way) : sessionStorage.removeItem(KEY)),
  read: () => sessionStorage.getItem(KEY) ?? undefined,
};
