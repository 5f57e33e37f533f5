// Everything here makes a working page nicer; no page needs it.
import { enhanceChoosing } from "./choosing.js";
import { enhanceCodes } from "./codes.js";
import { enhanceComboboxes } from "./combobox.js";
import { enhanceDrafts } from "./drafts.js";
import { enhanceFragments } from "./fragment.js";
import { enhancePasskeys } from "./passkey.js";
import { enhanceProgress } from "./progress.js";
import { enhanceShares } from "./shares.js";
import { enhanceShowing } from "./showing.js";
import { enhanceUnsaved } from "./unsaved.js";

/** Give life to what stands in `root`: the page at first, each swapped piece later. */
export function enhance(root) {
  enhanceChoosing(root);
  enhanceCodes(root);
  enhanceComboboxes(root);
  enhanceDrafts(root);
  enhanceFragments(root, enhance);
  enhancePasskeys(root);
  enhanceProgress(root);
  enhanceShares(root);
  enhanceShowing(root);
  enhanceUnsaved(root);
  root.querySelector("[data-focus]")?.focus();
}

// An open confirmation or menu closes with Escape, and the focus goes back to its button.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest?.("details.ask[open], details.more[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.more[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A page that comes back with the button Back asks something new, so its forms get a new key.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const key of document.querySelectorAll("input[name=idempotency_key]")) {
    key.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
});

enhance(document);
