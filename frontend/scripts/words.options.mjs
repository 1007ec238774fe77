/**
 * How Paraglide compiles the words; shared by the build and by `npm run compile-words`.
 * @type {Omit<import('@inlang/paraglide-js').CompilerOptions, 'outdir'>}
 */
export const wordOptions = {
  project: "./project.inlang",
  strategy: ["localStorage", "baseLocale"],
  localStorageKey: "loam-language",
  isServer: "false",
  emitReadme: false,
  emitPrettierIgnore: false,
};
