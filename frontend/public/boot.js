// Runs before the first paint, so that neither theme nor language flashes. A file, because inline scripts are refused.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("loam-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    root.lang = localStorage.getItem("loam-language") === "en" ? "en" : "zh-CN";
  } catch {
    // storage refused by the browser: the system's theme and Chinese
  }
})();
