// Codes that are shown once: a button to print them and one to copy them. Without scripts the page says to write them down.

export function enhanceCodes(root) {
  for (const list of root.querySelectorAll("[data-codes]:not([data-buttons])")) {
    list.dataset.buttons = "";
    const row = document.createElement("p");
    row.className = "not-printed";
    row.append(button("Druk af", () => print()));
    if (navigator.clipboard) {
      row.append(" ", button("Kopieer", async (self) => {
        const codes = Array.from(list.querySelectorAll("code"), (code) => code.textContent);
        await navigator.clipboard.writeText(codes.join("\n")).then(
          () => (self.textContent = "Gekopieerd"),
          () => self.remove(), // the browser does not allow it: printing and writing remain
        );
      }));
    }
    list.after(row);
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--secondary";
  made.textContent = words;
  made.addEventListener("click", () => act(made));
  return made;
}
