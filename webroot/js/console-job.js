// The page of one job: when something about it happens, the page is read again and the parts that differ are replaced.
import { live } from "./live.js";
import { el, icon, localise } from "./ui.js";

const shownParts = new Map();

// Keyed children (id) are replaced one by one, so that pictures already loaded stay.
function refreshPart(old, next) {
  const raw = next.innerHTML;
  if (shownParts.get(old.id) === raw) return;
  shownParts.set(old.id, raw);
  const focused = old.contains(document.activeElement) && document.activeElement.matches("input, textarea");
  if (focused && next.querySelector("form")) return;
  const oldStrip = old.querySelector(":scope > .film"), nextStrip = next.querySelector(":scope > .film");
  if (oldStrip && nextStrip) return refreshStrip(oldStrip, nextStrip);
  const open = [...old.querySelectorAll("details[open]")].map((each) => each.id);
  const text = old.querySelector("input[name=reason]")?.value;
  old.replaceChildren(...next.childNodes);
  for (const id of open) old.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  const input = old.querySelector("input[name=reason]");
  if (text && input) input.value = text;
  for (const button of old.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  localise(old);
}

function refreshStrip(old, next) {
  const ids = new Set([...next.children].map((each) => each.id));
  for (const each of [...old.children]) if (!ids.has(each.id)) each.remove();
  for (const frame of [...next.children]) {
    const before = document.getElementById(frame.id);
    if (!before) old.append(frame);
    else if (before.outerHTML !== frame.outerHTML) before.replaceWith(frame);
  }
  const last = old.lastElementChild;
  if (last?.dataset.state === "now" && !old.matches(":hover")) old.scrollLeft = old.scrollWidth;
}

async function refresh() {
  const response = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (!response.ok || response.redirected) return;
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = next.getElementById(part.id);
    if (fresh) refreshPart(part, fresh);
  }
}

// One read at a time; what happens meanwhile makes one more.
let reading = false, again = false;
async function soon() {
  if (reading) { again = true; return; }
  reading = true;
  try { await refresh(); } catch { /* the stream says that the server is away; what is shown stays */ }
  reading = false;
  if (again) { again = false; void soon(); }
}

function pictures() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-shot]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    const close = el("button", { type: "button", class: "btn quiet small", autofocus: true }, icon("cross"), "Close");
    const dialog = el("dialog", { class: "shot", "aria-labelledby": "shot-title" },
      el("div", { class: "row row-between" }, el("h2", { id: "shot-title" }, link.dataset.shot), close),
      el("img", { src: link.href, alt: `The page after “${link.dataset.shot}”` }));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (inside) => { if (inside.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function watchJob(page, say) {
  const id = Number(page.dataset.job), submission = page.dataset.submission;
  let status;
  pictures();
  live({
    url: "/api/admin/events",
    on: {
      snapshot() { void soon(); },
      job(job) {
        if (job.id !== id) return;
        if (job.status !== status) say(id, job.status);
        status = job.status;
        void soon();
      },
      step(step) { if (step.job_id === id) void soon(); },
      log(log) { if (log.job_id === id) void soon(); },
      release(release) { if (release.id === submission) void soon(); },
    },
    poll: { url: `/api/admin/jobs/${id}`, every: 10, on: soon },
  });
}
