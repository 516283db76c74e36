// The studio: autosave with versions, live preview, live check, a draft that streams in. Without it every button still
// works as a plain form.
import { read } from "./stream.js";
import { api, ask, el, icon, localise, time, toast } from "./ui.js";

const SAVE_AFTER = 1500;
const PREVIEW_AFTER = 350;
const FIELDS = ["title", "summary", "content", "social_title", "company_name", "company_description", "website_url", "industry",
  "city", "state", "country", "contact_name", "contact_email", "contact_phone", "package_type", "release_at", "time_zone"];

const form = document.getElementById("studio");
const find = (name) => document.querySelector(`[data-${name}]`);
const field = (name) => form.elements.namedItem(name);
let saved = fields();
let saving = null, timer = 0, previewTimer = 0, conflicted = Boolean(find("conflict").childElementCount), submitting = false;

function fields() {
  return Object.fromEntries(FIELDS.map((name) => [name, field(name)?.value ?? ""]));
}
const changed = (now) => FIELDS.filter((name) => now[name] !== saved[name]);

function status(...parts) { find("save-status").replaceChildren(...parts); }

function mark(name, message) {
  const input = document.getElementById(name);
  if (!input) return;
  const place = input.closest(".field") ?? input.closest("fieldset");
  place?.querySelector("[data-live-error]")?.remove();
  input.toggleAttribute("aria-invalid", false);
  if (!message) return;
  input.setAttribute("aria-invalid", "true");
  input.before(el("p", { class: "field-error", "data-live-error": true, role: "alert" }, icon("warning"), el("span", {}, message)));
}

// One save at a time; what was typed meanwhile goes with the next.
async function save() {
  clearTimeout(timer);
  if (saving) { await saving; return save(); }
  if (conflicted || submitting) return;
  const now = fields();
  const names = field("id").value ? changed(now) : FIELDS;
  if (!names.length) return;
  saving = send(now, names);
  try { await saving; } finally { saving = null; }
}

async function send(now, names) {
  status("Saving…");
  const fresh = !field("id").value;
  const body = Object.fromEntries(names.map((name) => [name, now[name]]));
  try {
    const release = fresh
      ? await api("/api/releases", { method: "POST", body })
      : await api(`/api/releases/${field("id").value}`, { method: "PATCH", body, headers: { "If-Match": `"${field("version").value}"` } });
    for (const name of names) mark(name, "");
    keep(release, { ...saved, ...Object.fromEntries(Object.keys(body).map((name) => [name, now[name]])) });
  } catch (error) { await refused(error, now, names); }
}

function keep(release, now) {
  saved = now;
  if (!field("id").value) {
    field("id").value = release.id;
    history.replaceState(null, "", `/dashboard/new-release?id=${release.id}`);
  }
  field("version").value = release.version;
  find("heading").textContent = release.title || "Untitled release";
  status("Saved ", time(release.updated_at, true));
}

async function refused(error, now, names) {
  const faults = (error.problem?.errors ?? []).filter((fault) => names.includes(fault.field));
  if (error.status === 412) return conflict();
  if (error.status === 401) return status("You were signed out. Your text is still on this page: sign in in another tab, then type on.");
  if (error.status === 409) return status(error.message);
  if (error.status === 422 && faults.length) {
    for (const fault of faults) mark(fault.field, fault.message);
    // The rest is sound and must not wait for the mending.
    const left = names.filter((name) => !faults.some((fault) => fault.field === name));
    if (left.length) await send(now, left);
    return status("Saved, but for the fields marked below.");
  }
  status("Not saved: the server cannot be reached. Your text is on this page; it is tried again.");
  timer = setTimeout(save, 10_000);
}

// Both versions stay in reach: mine in the form, theirs beside it, and nothing is sent until somebody chooses.
async function conflict() {
  conflicted = true;
  status("Not saved: there is a newer version.");
  const theirs = await api(`/api/releases/${field("id").value}`);
  const mine = el("button", { type: "button", class: "btn small" }, "Keep mine");
  const other = el("button", { type: "button", class: "btn quiet small" }, "Take the other one");
  const place = find("conflict");
  place.replaceChildren(el("div", { class: "banner attention", role: "alert" }, icon("hand"), el("div", {},
    el("h2", {}, "There is a newer version, saved in another window or on another device"),
    el("p", {}, "Nothing was overwritten. Your version is in the form; the other one, saved ", time(theirs.updated_at), ", is here."),
    el("details", { class: "theirs" }, el("summary", {}, "Show the other version"), el("h3", {}, theirs.title),
      el("div", { class: "marked-text" }, theirs.content)),
    el("div", { class: "row form-actions" }, mine, other))));
  place.hidden = false;
  const settle = (text) => { conflicted = false; place.hidden = true; place.replaceChildren(); toast(text); };
  mine.addEventListener("click", () => {
    field("version").value = theirs.version;
    saved = Object.fromEntries(FIELDS.map((name) => [name, theirs[name] ?? ""]));
    settle("Your version is kept.");
    void save();
  });
  other.addEventListener("click", () => {
    const here = fields();
    fill({ ...theirs, release_at: (theirs.release_at ?? "").slice(0, 16) });
    field("version").value = theirs.version;
    saved = fields();
    settle("The other version is in the form now.");
    const undo = el("button", { type: "button", class: "link" }, "Bring back what I had typed");
    undo.addEventListener("click", () => { fill(here); touched(); });
    status("Saved ", time(theirs.updated_at, true), ". ", undo);
  });
}

function fill(values) {
  for (const name of FIELDS) {
    const input = field(name);
    if (!input || values[name] === undefined || input.value === (values[name] ?? "")) continue;
    input.value = values[name] ?? "";
    (input instanceof RadioNodeList ? [...input].find((radio) => radio.checked) : input)
      ?.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function touched() {
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER);
  clearTimeout(previewTimer);
  previewTimer = setTimeout(preview, PREVIEW_AFTER);
  if (document.getElementById("check-result") && changed(fields()).length) {
    find("check-panel").classList.add("stale-check");
    payable("The text has changed since the check. It is checked once more before the payment page opens.");
  }
}

function payable(why, blocked = false) {
  find("pay").querySelector("button").disabled = blocked;
  find("pay-why").textContent = why;
}

// Fragments come from our own server, escaped and sanitised there; the policy of the page runs no script in them.
async function fragment(path, body) {
  const response = await fetch(path, { method: "POST", body: new URLSearchParams({ _csrf: field("_csrf").value, ...body }) });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return new DOMParser().parseFromString(await response.text(), "text/html").body;
}

let previewed = 0;
async function preview() {
  const mine = ++previewed;
  try {
    const body = await fragment("/dashboard/new-release/preview", fields());
    if (mine !== previewed) return;
    find("preview").replaceChildren(...body.childNodes);
    find("words").textContent = `${document.getElementById("preview-sheet").dataset.words} words`;
  } catch { /* the last preview stays */ }
}

async function check(button) {
  button.dataset.busy = "";
  try {
    await save();
    if (conflicted || !field("id").value) return;
    const body = await fragment(`/dashboard/new-release/${field("id").value}/check`, {});
    const panel = find("check-panel");
    panel.classList.remove("stale-check");
    panel.replaceChildren(...body.childNodes);
    const { valid, errors } = document.getElementById("check-result").dataset;
    if (valid === "true") payable("Your text is saved and checked once more, then the payment page of Stripe opens.");
    else payable(`You can pay once the ${errors === "1" ? "error" : `${errors} errors`} above ${errors === "1" ? "is" : "are"} mended. Warnings do not stand in the way.`, true);
    document.getElementById("check").scrollIntoView({ block: "start", behavior: "smooth" });
  } catch (error) {
    toast(`The check could not be run; your text is saved. ${error.message}`);
  } finally { delete button.dataset.busy; }
}

async function generate(button) {
  const full = field("content").value.trim() !== "";
  if (full && !(await ask({ title: "Replace your text?", button: "Write a new draft",
    text: "The new draft takes the place of headline, subtitle and text. You can bring the old ones back until you leave this page." }))) return;
  const before = fields();
  button.dataset.busy = "";
  try {
    await save();
    if (conflicted || !field("id").value) return;
    const brief = Object.fromEntries([...new FormData(form)].filter(([name]) => name.startsWith("brief_"))
      .map(([name, value]) => [name.slice(6), value]));
    const response = await fetch(`/api/releases/${field("id").value}/generate`, { method: "POST", body: JSON.stringify({ brief }),
      headers: { "Content-Type": "application/json", Accept: "text/event-stream", "X-CSRF-Token": field("_csrf").value } });
    if (!response.ok) throw new Error((await response.json()).detail);
    document.getElementById("draft").scrollIntoView({ block: "start", behavior: "smooth" });
    let text = "";
    await read(response.body, ({ event, data }) => {
      const value = JSON.parse(data);
      if (event === "delta") fill({ content: (text += value.text) });
      else if (event === "done") fill(value);
      else if (event === "error") throw new Error(value.detail);
    });
    if (full) {
      const undo = el("button", { type: "button", class: "link" }, "Bring back my text");
      undo.addEventListener("click", () => { fill(before); status("Your text is back."); touched(); });
      find("save-status").append(" · ", undo);
    }
    await save();
  } catch (error) {
    fill(before);
    toast(error.message);
  } finally { delete button.dataset.busy; }
}

form.addEventListener("input", (event) => {
  if (event.target.name === "package_type") {
    const { words, price, name } = event.target.dataset;
    document.getElementById("content-count").dataset.max = words;
    field("content").dispatchEvent(new Event("input"));
    find("package-name").textContent = name;
    find("package-price").textContent = price;
  }
  if (FIELDS.includes(event.target.name)) touched();
});

document.addEventListener("click", (event) => {
  const jump = event.target.closest("a.jump");
  if (jump) {
    const input = document.getElementById(jump.dataset.field);
    if (!input?.setSelectionRange || input.type === "email") return;
    event.preventDefault();
    input.focus();
    input.setSelectionRange(Number(jump.dataset.start), Number(jump.dataset.end));
    input.scrollIntoView({ block: "center" });
    return;
  }
  const button = event.target.closest("[data-check], [data-generate]");
  if (!button || conflicted) return;
  event.preventDefault();
  void (button.matches("[data-check]") ? check(button) : generate(button));
});

// A save under way would make the version in the form an old one: the button waits for it.
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  if (!saving) { submitting = true; return; }
  event.preventDefault();
  await saving;
  if (!conflicted) form.requestSubmit(event.submitter);
});
addEventListener("pageshow", (event) => { if (event.persisted) submitting = false; });
addEventListener("beforeunload", (event) => { if (!submitting && changed(fields()).length) event.preventDefault(); });

// A new release most likely goes out where its writer is.
if (!field("id").value && field("time_zone").value === "UTC") {
  field("time_zone").value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  saved = fields();
}
localise();
