// A short text that must survive a car park: form[data-draft="person:thing"] stays on this device until the service has
// it (data-draft-door is an address that only answers who is signed in), and is sent again by itself with the same key, so that it is never there twice. Signing out takes it away.

const PREFIX = "concept:";
const OLDEST_MS = 7 * 24 * 3600 * 1000;
const LOST = "Geen verbinding. Wat je typte staat nog op dit apparaat; we bewaren het zodra het weer kan.";
const NEVER = ["password", "file", "hidden", "submit"];

export function enhanceDrafts(root) {
  for (const form of root.querySelectorAll("form[data-forget]")) form.addEventListener("submit", forgetAll);
  for (const form of root.querySelectorAll("form[data-draft]:not([data-ready])")) {
    form.dataset.ready = "";
    keepDraft(form);
  }
}

function keepDraft(form) {
  const name = PREFIX + form.dataset.draft;
  const status = form.querySelector("[data-draft-status]");
  const key = form.querySelector("input[name=idempotency_key]");
  const fresh = key.value;
  const say = (words) => {
    if (status) status.textContent = words;
  };
  let tried = null; // what was sent under the present key, when nobody heard whether it arrived
  let busy = false;

  const kept = read(name);
  if (kept && Date.now() - kept.at < OLDEST_MS && !form.querySelector("#fouten")) {
    restore(form, kept.fields);
    if (kept.tried && same(kept.tried, fieldsOf(form))) {
      key.value = kept.key;
      tried = kept.tried;
    }
    say("Wat je eerder typte staat er weer. Het is nog niet vastgelegd.");
    if (kept.waits && navigator.onLine) setTimeout(send, 0);
  } else if (kept) {
    remove(name);
  }

  const store = (waits) => write(name, { at: Date.now(), fields: fieldsOf(form), key: key.value, tried, waits });

  form.addEventListener("input", () => {
    const fields = fieldsOf(form);
    if (tried && !same(tried, fields)) {
      tried = null; // another text is another act
      key.value = key.value === fresh ? newKey() : fresh;
    }
    if (fields.some(([field, value]) => field === "note" && value.trim())) store(false);
    else remove(name);
    if (!navigator.onLine) say(LOST);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  addEventListener("online", () => {
    if (read(name)?.waits) send();
  });
  addEventListener("offline", () => {
    if (read(name)) say(LOST);
  });

  async function send() {
    if (busy) return;
    busy = true;
    tried = fieldsOf(form);
    store(true);
    say("We leggen het vast.");
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
    } catch {
      busy = false;
      say(LOST);
      setTimeout(() => navigator.onLine && read(name)?.waits && send(), 15000);
      return;
    }
    if (answer.type === "opaqueredirect" && (await isSaved())) {
      remove(name);
      location.reload();
      return;
    }
    busy = false;
    store(false);
    form.submit(); // the page itself says what is wrong: a field, or that one has to sign in again
  }

  // A redirect is the answer when it was saved, and also when one has to sign in again first: another door tells which.
  async function isSaved() {
    try {
      return (await fetch(form.dataset.draftDoor, { redirect: "manual" })).ok;
    } catch {
      return false;
    }
  }
}

// Who signs out leaves nothing behind on a shared device.
function forgetAll() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // closed storage holds nothing
  }
}

function controls(form) {
  return [...form.elements].filter((control) => control.name && !NEVER.includes(control.type));
}

function fieldsOf(form) {
  return controls(form)
    .filter((control) => !["checkbox", "radio"].includes(control.type) || control.checked)
    .map((control) => [control.name, control.value]);
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function restore(form, fields) {
  for (const [name, value] of fields) {
    for (const control of controls(form).filter((one) => one.name === name)) {
      if (["checkbox", "radio"].includes(control.type)) control.checked = control.value === value || control.checked;
      else control.value = value;
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // storage full or closed: typing goes on as before
  }
}

function remove(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // closed storage holds nothing
  }
}
