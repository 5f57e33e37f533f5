// A long form keeps what was typed on this device (for this tab) until it has been sent: form[data-keep="name"].
// Secrets, files and tokens are never kept.

const NEVER = ["password", "file", "hidden", "submit"];

export function enhanceUnsaved(root) {
  for (const form of root.querySelectorAll("form[data-forget]")) form.addEventListener("submit", forgetAll);
  for (const form of root.querySelectorAll("form[data-keep]:not([data-ready])")) {
    form.dataset.ready = "";
    keep(form);
  }
}

function keep(form) {
  const key = `formulier:${location.pathname}:${form.dataset.keep}`;
  const status = form.querySelector("[data-keep-status]");
  const say = (words) => {
    if (status) status.textContent = words;
  };
  // A page that came back with errors, or was filled in on the page before, holds newer text than we do.
  if (!form.querySelector("#fouten, [data-newer]") && restore(form, read(key))) {
    say("Wat u eerder typte staat er weer. Het is nog niet verstuurd.");
  }
  form.addEventListener("input", () => {
    const time = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
    if (!write(key, snapshot(form))) return;
    say(navigator.onLine ? `Bewaard op dit apparaat om ${time}` : lost());
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return sessionStorage.removeItem(key);
    event.preventDefault();
    say(lost());
  });
  addEventListener("offline", () => say(lost()));
  addEventListener("online", () => say("Er is weer verbinding. U kunt nu opslaan."));
}

// Who signs out leaves nothing behind on a shared computer.
function forgetAll() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("formulier:")) sessionStorage.removeItem(key);
  }
}

const lost = () => "Geen verbinding. Wat je typte staat nog op dit apparaat; we bewaren het zodra het weer kan.";

function controls(form) {
  return [...form.elements].filter((control) => control.name && !NEVER.includes(control.type));
}

function snapshot(form) {
  return controls(form).map((control) => [control.name, control.type === "checkbox" || control.type === "radio" ? [control.value, control.checked] : control.value]);
}

function restore(form, kept) {
  const waiting = new Map(); // values per name, in the order of the form: repeated fields each get their own
  for (const [name, value] of kept) waiting.set(name, [...(waiting.get(name) ?? []), value]);
  const changed = controls(form).filter((control) => put(control, waiting.get(control.name)?.shift()));
  if (changed.length) form.dispatchEvent(new Event("input", { bubbles: true }));
  return changed.length > 0;
}

function put(control, value) {
  if (value === undefined) return false;
  const property = Array.isArray(value) ? "checked" : "value";
  const wanted = Array.isArray(value) ? value[1] : value;
  if (control[property] === wanted) return false;
  control[property] = wanted;
  return true;
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false; // storage full or closed: typing goes on as before
  }
}
