// Pieces shared by site.js and by each page's own module. Importing this file changes nothing on the page.
//
//   icon("tick")                      an <svg> from the sprite
//   chip("paid", "", "release")       the same chip as <@p.chip>; words default to words(status, kind)
//   el("td", {class: "num"}, "12")    a DOM element; children are nodes or text (never parsed as HTML)
//   time(iso, relative)               a localised <time>;  localise(root) treats those already on the page
//   money(9900, "USD")                "$99.00"
//   copy("pi_123")                    text in mono with a copy button, as <@p.copy>
//   toast("Saved")                    a short message, also read out
//   ask({title, text, button, danger})  a Promise of true when the person agreed
//   guardUnsaved(form)                asks before leaving with changes; returns {clean()} to call after a save
//   api(path, {method, body, headers})  fetch with JSON and CSRF; throws Error with .status and .problem

const version = document.documentElement.dataset.assets ?? "0";

const WORDS = {
  job: { pending: "Pending", processing: "Processing", retrying: "Retrying", completed: "Completed", failed: "Failed",
    needs_attention: "Needs a person", cancelled: "Cancelled" },
  release: { draft: "Draft", payment_pending: "Waiting for payment", paid: "Paid, in the queue", processing: "Being submitted",
    completed: "On the wire", failed: "Not placed", needs_changes: "Needs changes", needs_attention: "With our team",
    awaiting_manual_payment: "Waiting for approval", refunded: "Refunded", cancelled: "Cancelled" },
  wire: { in_review: "In review", on_hold: "On hold", rejected: "Rejected", scheduled: "Scheduled", published: "Published" },
};
const LOOKS = {
  pending: ["dot", "pending"], draft: ["pen", "cancelled"], payment_pending: ["card", "pending"], paid: ["clock", "pending"],
  processing: ["spin", "processing"], retrying: ["clock", "retrying"], completed: ["tick", "completed"], failed: ["cross", "failed"],
  needs_attention: ["hand", "attention"], needs_changes: ["pen", "retrying"], awaiting_manual_payment: ["hand", "retrying"],
  refunded: ["back", "cancelled"], cancelled: ["minus", "cancelled"], in_review: ["eye", "processing"], on_hold: ["pause", "retrying"],
  rejected: ["cross", "failed"], scheduled: ["calendar", "processing"], published: ["globe", "completed"],
};

export function words(status, kind = "job") {
  const plain = status.replaceAll("_", " ");
  return WORDS[kind]?.[status] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

export function icon(name) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.dataset.icon = name;
  const use = document.createElementNS(ns, "use");
  use.setAttribute("href", `/assets/icons.svg?v=${version}#${name}`);
  svg.append(use);
  return svg;
}

export function chip(status, text = "", kind = "job") {
  const [symbol, look] = LOOKS[status] ?? ["dot", "pending"];
  return el("span", { class: `chip ${look}`, "data-status": status }, icon(symbol), text || words(status, kind));
}

// Times: the person's own zone, or UTC when they chose it with the switch in the footer.
const ZONE = "bp-zone";
export function zone() {
  try { return localStorage.getItem(ZONE) === "UTC" ? "UTC" : undefined; } catch { return undefined; }
}
export function switchZone() {
  try { localStorage.setItem(ZONE, zone() ? "local" : "UTC"); } catch { /* storage is off: the switch lasts for this page only */ }
  localise(document);
}

export function absolute(date, seconds = false) {
  const shown = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit",
    minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}), hourCycle: "h23", timeZone: zone(), timeZoneName: "short" });
  return shown.format(date);
}

const STEPS = [["second", 60], ["minute", 60], ["hour", 24], ["day", 30]];
export function relative(date, now = Date.now()) {
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  let amount = (date - now) / 1000;
  if (Math.abs(amount) < 5) return "just now";
  for (const [unit, size] of STEPS) {
    if (Math.abs(amount) < size) return format.format(Math.round(amount), unit);
    amount /= size;
  }
  return absolute(date);
}

export function localise(root = document) {
  const found = root.matches?.("time[datetime]") ? [root] : root.querySelectorAll("time[datetime]");
  for (const node of found) {
    const date = new Date(node.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    const wantsRelative = "relative" in node.dataset;
    const text = wantsRelative ? relative(date) : absolute(date, "seconds" in node.dataset);
    if (node.textContent !== text) node.textContent = text;
    node.title = wantsRelative ? absolute(date) : relative(date);
  }
}

export function time(iso, isRelative = false) {
  if (!iso) return document.createTextNode("–");
  const node = el("time", { datetime: iso, "data-relative": isRelative });
  localise(node);
  return node;
}

export function money(cents, currency) {
  return new Intl.NumberFormat("en-US", { style: "currency", currency: currency.toUpperCase() }).format(cents / 100);
}

export function copy(text) {
  return el("span", { class: "copy" }, el("code", { class: "truncate" }, text),
    el("button", { type: "button", class: "btn quiet small", "data-copy": text, hidden: !navigator.clipboard }, icon("copy"), el("span", {}, "Copy")));
}

export function toast(text, seconds = 6) {
  const place = document.querySelector("[data-toasts]");
  if (!place) return;
  const close = el("button", { type: "button", class: "link", "aria-label": "Dismiss" }, icon("cross"));
  const node = el("div", { class: "toast" }, el("span", {}, text), close);
  const end = setTimeout(() => node.remove(), seconds * 1000);
  close.addEventListener("click", () => { clearTimeout(end); node.remove(); });
  place.append(node);
}

export function ask({ title = "Are you sure?", text = "", button = "Continue", danger = false } = {}) {
  return new Promise((resolve) => {
    const cancel = el("button", { type: "submit", class: "btn quiet", value: "no", autofocus: true }, "Go back");
    const agree = el("button", { type: "submit", class: danger ? "btn danger" : "btn", value: "yes" }, button);
    const dialog = el("dialog", { "aria-labelledby": "ask-title" },
      el("h2", { id: "ask-title" }, title), el("p", {}, text),
      el("form", { method: "dialog", class: "form-actions" }, cancel, agree));
    dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "yes"); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const unsaved = new Set();
addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
export function guardUnsaved(form) {
  const clean = () => unsaved.delete(form);
  form.addEventListener("input", () => unsaved.add(form));
  form.addEventListener("submit", (event) => { if (!event.defaultPrevented) clean(); });
  return { clean };
}

export async function api(path, { method = "GET", body, headers = {} } = {}) {
  const token = document.querySelector("input[name=_csrf]")?.value;
  const response = await fetch(path, {
    method,
    headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(method === "GET" || !token ? {} : { "X-CSRF-Token": token }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = response.headers.get("content-type")?.includes("json") ? await response.json() : null;
  if (response.ok) return answer;
  throw Object.assign(new Error(answer?.detail ?? `The server answered ${response.status}. Nothing was changed.`),
    { status: response.status, problem: answer });
}
