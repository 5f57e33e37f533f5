// What choosing a suggestion does beyond filling the field. Each also goes by hand, without scripts.
// [data-choose-opens] goes to the "url" of the chosen suggestion. [data-choose-presses="id"] presses that button,
// unless an element of [data-choose-unless] already holds something that was typed.

export function enhanceChoosing(root) {
  for (const box of root.querySelectorAll("[data-choose-opens]:not([data-ready])")) {
    box.dataset.ready = "";
    box.addEventListener("chosen", (event) => event.detail.url && location.assign(event.detail.url));
  }
  for (const box of root.querySelectorAll("[data-choose-presses]:not([data-ready])")) {
    box.dataset.ready = "";
    box.addEventListener("chosen", () => {
      const kept = box.dataset.chooseUnless ? document.querySelectorAll(box.dataset.chooseUnless) : [];
      if ([...kept].some((element) => element.value.trim())) return;
      document.getElementById(box.dataset.choosePresses)?.click();
    });
  }
}
