// Follows work on the server: [data-progress="/x"] asks for {"done", "total", "label", "url"} until there is a
// "url" to go to, or the work is done.

const EVERY_MS = 1000;
const PATIENCE = 5;

export function enhanceProgress(root) {
  for (const box of root.querySelectorAll("[data-progress]:not([data-ready])")) {
    box.dataset.ready = "";
    follow(box);
  }
}

async function follow(box) {
  const line = box.querySelector("progress");
  const label = box.querySelector("[data-progress-label]");
  for (let failures = 0; box.isConnected && failures < PATIENCE; ) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS * (failures + 1)));
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      line.max = state.total;
      line.value = state.done;
      if (label.textContent !== state.label) label.textContent = state.label;
      failures = 0;
      if (state.url) return location.assign(state.url);
      if (state.done >= state.total) return;
    } catch {
      failures += 1;
    }
  }
  label.textContent = "We weten even niet hoe ver het is. Laad de pagina opnieuw.";
}
