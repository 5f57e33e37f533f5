// Sums while typing: the shares of tasks to 100, and hours a week as garantiebanen.
// Markup: [data-shares] around inputs [data-share] and an output [data-shares-total];
//         [data-jobs] around an input [data-hours] and an output [data-jobs-total], with data-hours-per-job.

const number = (text) => Number(String(text).replace(",", ".")) || 0;
const dutch = (value, digits) => value.toLocaleString("nl-NL", { minimumFractionDigits: digits, maximumFractionDigits: digits });

export function enhanceShares(root) {
  for (const box of root.querySelectorAll("[data-shares]:not([data-ready])")) live(box, showShares);
  for (const box of root.querySelectorAll("[data-jobs]:not([data-ready])")) live(box, showJobs);
}

function live(box, show) {
  box.dataset.ready = "";
  box.addEventListener("input", () => show(box));
  show(box);
}

function showShares(box) {
  const sum = [...box.querySelectorAll("[data-share]")].reduce((total, input) => total + number(input.value), 0);
  const rest = Math.round((100 - sum) * 100) / 100;
  const amount = Math.abs(rest).toLocaleString("nl-NL");
  const words = rest === 0 ? "Samen 100 %." : rest > 0 ? `Nog ${amount} % te verdelen.` : `${amount} % te veel.`;
  const output = box.querySelector("[data-shares-total]");
  output.textContent = words;
  output.dataset.right = String(rest === 0);
}

function showJobs(box) {
  const hours = number(box.querySelector("[data-hours]").value);
  const jobs = dutch(hours / number(box.dataset.hoursPerJob || "25.5"), 2);
  box.querySelector("[data-jobs-total]").textContent = hours > 0 ? `Telt als ${jobs} garantiebaan` : "";
}
