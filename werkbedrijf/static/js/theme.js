// Light, dark or as the device says. Runs in the head, before the page is drawn, so nothing flashes.
(() => {
  const root = document.documentElement;
  if ("themeFixed" in root.dataset) return;
  const kept = () => {
    try {
      return localStorage.getItem("kleuren") ?? "auto";
    } catch {
      return "auto";
    }
  };
  const wear = (choice) => {
    if (choice === "auto") delete root.dataset.theme;
    else root.dataset.theme = choice;
  };
  wear(kept());
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-theme-choice]");
    const select = box?.querySelector("select");
    if (!select) return;
    select.value = kept();
    box.hidden = false;
    select.addEventListener("change", () => {
      wear(select.value);
      try {
        localStorage.setItem("kleuren", select.value);
      } catch {
        // Storage may be closed; then the choice lasts as long as this page.
      }
    });
  });
})();
