// Sums while typing: the shares of tasks to 100, and hours a week as garantiebanen.
// Markup: [data-shares] around inputs [data-share] and an output [data-shares-total]; each share gets a slider, and moving
//         one gives and takes from the others, so that together they stay 100.
//         [data-jobs] around one or two inputs [data-hours] and an output [data-jobs-total], with data-hours-per-job; and with
//         data-why-not, per value of the field "kind" why its hours never count.

const number = (text) => Number(String(text).replace(",", ".")) || 0;
const dutch = (value, digits) => value.toLocaleString("nl-NL", { minimumFractionDigits: digits, maximumFractionDigits: digits });

export function enhanceShares(root) {
  for (const box of root.querySelectorAll("[data-shares]:not([data-ready])")) live(box, showShares, giveSliders);
  for (const box of root.querySelectorAll("[data-jobs]:not([data-ready])")) live(box, showJobs, followKind);
}

function live(box, show, begin) {
  box.dataset.ready = "";
  begin(box, show);
  box.addEventListener("input", () => show(box));
  show(box);
}

function sharesOf(box) {
  return [...box.querySelectorAll("[data-share]")];
}

function giveSliders(box) {
  const inputs = sharesOf(box);
  if (inputs.length < 2) return;
  for (const input of inputs) {
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", min: 1, max: 101 - inputs.length, step: 1, className: "share-slider" });
    const what = input.closest("[role=group]")?.getAttribute("aria-labelledby");
    slider.setAttribute("aria-label", `Deel van de uren, schuif van ${document.getElementById(what)?.textContent.trim().toLowerCase() ?? "deze taak"}`);
    slider.addEventListener("input", () => rebalance(inputs, input, Number(slider.value)));
    input.closest(".field").append(slider);
  }
}

/** Give `moved` its new share, and the others what is left in the proportions they had; whole numbers, none below 1. */
function rebalance(inputs, moved, value) {
  const others = inputs.filter((input) => input !== moved);
  const weights = others.map((input) => Math.max(0, number(input.value)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const spare = 100 - value - others.length;
  const wanted = weights.map((weight) => spare * (total > 0 ? weight / total : 1 / others.length));
  const shares = wanted.map(Math.floor);
  const byRest = wanted.map((_, at) => at).sort((one, two) => wanted[two] % 1 - (wanted[one] % 1) || one - two);
  for (const at of byRest.slice(0, spare - shares.reduce((sum, share) => sum + share, 0))) shares[at] += 1;
  moved.value = String(value);
  others.forEach((input, at) => (input.value = String(shares[at] + 1)));
}

function showShares(box) {
  const sum = [...box.querySelectorAll("[data-share]")].reduce((total, input) => total + number(input.value), 0);
  const rest = Math.round((100 - sum) * 100) / 100;
  const amount = Math.abs(rest).toLocaleString("nl-NL");
  const words = rest === 0 ? "Samen 100 %." : rest > 0 ? `Nog ${amount} % te verdelen.` : `${amount} % te veel.`;
  const output = box.querySelector("[data-shares-total]");
  output.textContent = words;
  output.dataset.right = String(rest === 0);
  for (const input of sharesOf(box)) {
    const slider = input.closest(".field")?.querySelector(".share-slider");
    if (slider) slider.value = number(input.value);
  }
}

function followKind(box, show) {
  if (box.dataset.whyNot) box.closest("form")?.addEventListener("change", (event) => event.target.name === "kind" && show(box));
}

function showJobs(box) {
  const reasons = JSON.parse(box.dataset.whyNot ?? "{}");
  const why = reasons[box.closest("form")?.querySelector("input[name=kind]:checked")?.value];
  const perJob = number(box.dataset.hoursPerJob || "25.5");
  const hours = [...box.querySelectorAll("[data-hours]")].map((input) => number(input.value)).filter((value) => value > 0);
  const jobs = [...new Set([Math.min(...hours), Math.max(...hours)])].map((value) => dutch(value / perJob, 2));
  const words = hours.length ? `Telt als ${jobs.join(" tot ")} garantiebaan` : "";
  box.querySelector("[data-jobs-total]").textContent = why ? `Telt niet mee als garantiebaan. ${why}` : words;
}
