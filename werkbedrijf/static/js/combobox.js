// A text field with suggestions, after the WAI-ARIA combobox pattern (list autocomplete, manual selection).
// Markup: [data-combobox][data-source] around an input; data-value names the hidden input for the chosen value.

const PAUSE_MS = 180;
let count = 0;

export function enhanceComboboxes(root) {
  for (const box of root.querySelectorAll("[data-combobox]:not([data-ready])")) new Combobox(box);
}

class Combobox {
  constructor(box) {
    box.dataset.ready = "";
    this.box = box;
    this.input = box.querySelector("input:not([type=hidden])");
    this.value = box.dataset.value ? document.getElementById(box.dataset.value) : null;
    this.items = [];
    this.active = -1;
    this.listbox = this.#makeListbox();
    this.status = this.#makeStatus();
    this.input.removeAttribute("list");
    const roles = {
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.listbox.id,
    };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.#close());
  }

  #makeListbox() {
    const list = document.createElement("ul");
    list.id = `keuzes-${++count}`;
    list.className = "listbox";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", `${this.input.labels?.[0]?.textContent ?? "Suggesties"}, suggesties`);
    list.hidden = true;
    // The field must keep the focus, or its blur would close the list before the click lands.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#choose(Number(option.dataset.index));
    });
    this.box.append(list);
    return list;
  }

  #makeStatus() {
    const status = document.createElement("div");
    status.className = "unseen";
    status.setAttribute("role", "status");
    this.box.append(status);
    return status;
  }

  #typed() {
    if (this.value) this.value.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  async #ask() {
    const query = this.input.value.trim();
    if (query.length < 2) return this.#close();
    this.request?.abort();
    this.request = new AbortController();
    try {
      const address = new URL(this.box.dataset.source, location.href);
      address.searchParams.set("q", query);
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: this.request.signal });
      if (!answer.ok) return this.#close();
      this.#show(await answer.json());
    } catch {
      this.#close(); // aborted, or no connection: what was typed stands, and is enough
    }
  }

  #show(items) {
    this.items = items;
    this.active = -1;
    this.listbox.replaceChildren(...items.map((item, index) => this.#option(item, index)));
    this.listbox.hidden = items.length === 0;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    const suggestions = items.length === 1 ? "1 suggestie" : `${items.length} suggesties`;
    this.status.textContent = items.length ? `${suggestions}, kies met de pijltjes` : "Geen suggesties";
  }

  #option(item, index) {
    const option = document.createElement("li");
    option.id = `${this.listbox.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.index = index;
    option.textContent = item.label;
    if (item.hint) {
      const hint = document.createElement("span");
      hint.className = "quiet";
      hint.textContent = item.hint;
      option.append(" ", hint);
    }
    return option;
  }

  #key(event) {
    const open = !this.listbox.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.#ask();
      else this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.#choose(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.#close();
    }
  }

  #move(step) {
    const places = this.items.length + 1; // the field itself is one of the stops
    this.active = ((this.active + 1 + step + places) % places) - 1;
    [...this.listbox.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.active));
    });
    const option = this.listbox.children[this.active];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  #choose(index) {
    const item = this.items[index];
    this.input.value = item.label;
    if (this.value) {
      this.value.value = item.value;
      this.value.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.#close();
    this.status.textContent = `${item.label} gekozen`;
    this.box.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: item }));
  }

  #close() {
    clearTimeout(this.timer);
    this.listbox.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
