// Pieces of a page by address. [data-fragment="/x"] fetches its own content; a link or form with
// [data-swap="#id"] replaces that element with the one of the same id in the answer, or with the whole answer.
// With data-live a form is sent as soon as something in it changes; an answer that was overtaken is dropped.
// [data-follow="/x"] inside a form tells about what is typed: the form is sent there at every pause, and at once by its
// button [data-follow-now].
// A failure leaves the plain link, or goes the ordinary way.

const turns = new WeakMap(); // the newest question per place

export function enhanceFragments(root, enhance) {
  for (const place of root.querySelectorAll("[data-fragment]:not([data-ready])")) {
    place.dataset.ready = "";
    load(place, place.dataset.fragment, {}, enhance).catch(() => {});
  }
  for (const place of root.querySelectorAll("[data-follow]:not([data-ready])")) {
    place.dataset.ready = "";
    follow(place, enhance);
  }
  for (const link of root.querySelectorAll("a[data-swap]:not([data-ready])")) {
    link.dataset.ready = "";
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      swap(link, link.href, {}, enhance).catch(() => location.assign(link.href));
    });
  }
  for (const form of root.querySelectorAll("form[data-swap]:not([data-ready])")) {
    form.dataset.ready = "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const data = new FormData(form, event.submitter);
      const [address, options] = requestOf(form, data);
      // The ordinary way once more: without listeners, and with the button that was pressed.
      swap(form, address, options, enhance).catch(() => form.submit());
    });
    if ("live" in form.dataset) form.addEventListener("change", () => form.requestSubmit());
  }
}

const PAUSE_MS = 400;

function follow(place, enhance) {
  const form = place.closest("form");
  let timer, asked = 0;
  const tell = async () => {
    const mine = ++asked;
    const body = new FormData(form);
    await load(place, place.dataset.follow, { method: "POST", body }, enhance, () => mine === asked);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell().catch(() => {}), PAUSE_MS);
  });
  form.querySelector("[data-follow-now]")?.addEventListener("click", (event) => {
    event.preventDefault();
    tell().catch(() => {});
  });
  tell().catch(() => {});
}

function requestOf(form, data) {
  const address = new URL(form.action, location.href);
  if (form.method === "post") return [address, { method: "POST", body: data }];
  address.search = new URLSearchParams(data).toString();
  return [address, {}];
}

async function swap(source, address, options, enhance) {
  const place = document.querySelector(source.dataset.swap);
  if (!place) throw new Error("no place to swap");
  const landed = await load(place, address, options, enhance);
  if ("address" in source.dataset) history.replaceState(null, "", landed);
}

async function load(place, address, options, enhance, isNewest = () => true) {
  const turn = Symbol("turn");
  turns.set(place, turn);
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { ...options, headers: { "X-Fragment": "1", Accept: "text/html" } });
    if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
    const text = await answer.text();
    if (turns.get(place) !== turn) return location.href;
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!isNewest()) return answer.url;
    const piece = (place.id && page.getElementById(place.id)) || page.querySelector("main") || page.body;
    place.replaceChildren(...piece.childNodes);
    enhance(place);
    return answer.url;
  } finally {
    if (turns.get(place) === turn) place.removeAttribute("aria-busy");
  }
}
