// A button at every password field that shows what is typed, to check it. Without scripts there is no button.
// Pasting and password managers are left alone; before the form goes, the field is a password again, so that no browser
// keeps it among ordinary texts.

const WORDS = "Toon wachtwoord";

export function enhanceShowing(root) {
  for (const field of root.querySelectorAll("input[type=password]:not([data-showing])")) {
    field.dataset.showing = "";
    const button = buttonFor(field);
    field.after(button);
    const show = (shown) => {
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
    };
    button.addEventListener("click", () => show(field.type === "password"));
    field.form?.addEventListener("submit", () => show(false));
    addEventListener("pagehide", () => show(false));
  }
}

function buttonFor(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--subtle show-password";
  button.setAttribute("aria-pressed", "false");
  if (field.id) button.setAttribute("aria-controls", field.id);
  const which = document.createElement("span");
  which.className = "unseen";
  which.textContent = `: ${field.labels?.[0]?.textContent.trim() ?? ""}`;
  button.append(WORDS, which);
  return button;
}
