/** The look shared by everything one types or picks into. */
export const control =
  "w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-base text-ink transition-colors duration-100 " +
  "hover:border-ink-faint focus-visible:border-leaf focus-visible:outline-2 focus-visible:outline-offset-0 " +
  "disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-sunken disabled:text-ink-faint " +
  "aria-invalid:border-bad [&[readonly]]:bg-sunken";

/** 32 px for a mouse, 40 px for a finger. */
export const controlHeight = "h-8 pointer-coarse:h-10";

/** What floats above the page: popovers, menus, lists of choices. */
export const floating =
  "rise z-50 rounded-lg border border-line-strong bg-raised text-ink shadow-float outline-none max-h-(--radix-popper-available-height,80vh) overflow-auto";
