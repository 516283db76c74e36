// Loaded on every page. Each behaviour is asked for by an attribute, and the page works without it.
//
//   <time datetime data-relative>     localised, absolute time on hover, kept fresh
//   <span data-count-for="id" data-max data-unit="characters|words">   live counter
//   <button data-copy="text" hidden>  shown and made to copy
//   <form data-confirm="…" data-confirm-title data-confirm-button data-confirm-danger>   asked in a dialog
//   <form data-guard>                 asks before leaving with unsaved changes
//   any POST form                     cannot be sent twice; its button shows data-busy-text meanwhile
//   [data-focus]                      takes the focus at load (the error summary)
import { ask, guardUnsaved, localise, switchZone, toast, zone } from "./ui.js";

function counters() {
  for (const shown of document.querySelectorAll("[data-count-for]")) {
    const input = document.getElementById(shown.dataset.countFor);
    if (!input) continue;
    const max = Number(shown.dataset.max ?? 0);
    const update = () => {
      const unit = shown.dataset.unit;
      const n = unit === "words" ? (input.value.match(/\S+/g) ?? []).length : [...input.value].length;
      shown.textContent = max ? `${n.toLocaleString("en")} of ${max.toLocaleString("en")} ${unit}` : `${n.toLocaleString("en")} ${unit}`;
      shown.dataset.state = max && n > max ? "over" : max && n > max * 0.9 ? "near" : "fine";
    };
    input.addEventListener("input", update);
    update();
  }
}

function copyButtons() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      toast("Copied");
    } catch {
      toast("The browser did not allow copying. Select the text and copy it by hand.");
    }
  });
}

const sent = new WeakSet();
const agreed = new WeakSet();

function release(form) {
  sent.delete(form);
  for (const button of form.querySelectorAll("[data-busy]")) {
    button.removeAttribute("data-busy");
    button.removeAttribute("aria-disabled");
    const text = button.querySelector("span") ?? button;
    if (button.dataset.idleText) text.textContent = button.dataset.idleText;
  }
}

function markBusy(form, submitter) {
  sent.add(form);
  if (!submitter?.matches("button")) return;
  const text = submitter.querySelector("span") ?? submitter;
  submitter.dataset.busy = "";
  submitter.setAttribute("aria-disabled", "true");
  if (submitter.dataset.busyText) {
    submitter.dataset.idleText = text.textContent;
    text.textContent = submitter.dataset.busyText;
  }
}

// On the document, so that a page module which handled the form itself (preventDefault) is left alone.
async function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (sent.has(form)) { event.preventDefault(); return; }
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !agreed.has(form)) {
    event.preventDefault();
    // What is missing is said before anything is asked.
    if (!form.reportValidity()) return;
    const { confirmTitle: title, confirmButton: button } = form.dataset;
    if (await ask({ title, text: question, button, danger: "confirmDanger" in form.dataset })) {
      agreed.add(form);
      form.requestSubmit(event.submitter ?? undefined);
    }
    return;
  }
  agreed.delete(form);
  markBusy(form, event.submitter);
}

function zoneSwitch() {
  const button = document.querySelector("[data-zone-switch]");
  if (!button) return;
  const label = () => { button.textContent = zone() ? "Times: UTC" : "Times: your zone"; };
  button.hidden = false;
  button.addEventListener("click", () => { switchZone(); label(); });
  label();
}

function menu() {
  const details = document.querySelector(".menu");
  if (!details) return;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => { if (!details.contains(event.target)) details.open = false; });
}

localise();
counters();
copyButtons();
zoneSwitch();
menu();
document.addEventListener("submit", onSubmit);
document.querySelectorAll("form[data-guard]").forEach(guardUnsaved);
document.querySelector("[data-focus]")?.focus();
setInterval(() => localise(), 15_000);
// A page that comes back from the history must be usable again.
addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form").forEach(release); });
