/** The reader's own day, as ISO: "2026-11-22". */
export const today = () => new Date().toLocaleDateString("sv");
