// The team's console: pages come complete from the server; this keeps them up to date from /api/admin/events.
// Rows are drawn as in templates/admin/console.ftlh: keep the two alike.
import { live } from "./live.js";
import { icon, toast } from "./ui.js";
import { jobRow, releaseRow } from "./console-rows.js";
import { watchJob } from "./console-job.js";

const LISTS = {
  jobs: { row: jobRow, api: "/api/admin/jobs", items: (answer) => answer.jobs, matches: (j, f) =>
    fits(f, "status", j.status) && fits(f, "type", j.type) && recent(f, j.created_at) && about(f, j.press_release_submissions, [j.error, j.id]) },
  releases: { row: releaseRow, api: "/api/admin/press-releases", items: (answer) => answer.press_releases, matches: (r, f) =>
    fits(f, "status", r.status) && recent(f, r.created_at) && about(f, r, [r.einpresswire_order_id, r.einpresswire_submission_id, r.id]) },
};
const HOURS = { "24h": 24, "7d": 168, "30d": 720 };
const fits = (filters, name, value) => !filters.get(name) || filters.get(name) === value;
const has = (values, text) => values.some((value) => String(value ?? "").toLowerCase().includes(text.toLowerCase()));
const recent = (filters, created) => !HOURS[filters.get("since")] || Date.now() - Date.parse(created) < HOURS[filters.get("since")] * 3_600_000;
function about(filters, release, more) {
  const customer = [release?.profiles?.email, release?.profiles?.full_name, release?.company_name];
  return (!filters.get("customer") || has(customer, filters.get("customer")))
    && (!filters.get("q") || has([release?.title, release?.company_name, ...more], filters.get("q")));
}

// One sentence at a time for screen readers, not one per row.
const changed = new Map();
let saying;
function say(id, status) {
  changed.set(id, status);
  saying ??= setTimeout(() => {
    const tally = {};
    for (const each of changed.values()) tally[each] = (tally[each] ?? 0) + 1;
    const text = Object.entries(tally).map(([name, n]) => `${n} ${name.replaceAll("_", " ")}`).join(", ");
    const place = document.querySelector("[data-summary]");
    if (place) place.textContent = `${changed.size === 1 ? "One row" : `${changed.size} rows`} changed: ${text}.`;
    changed.clear();
    saying = undefined;
  }, 4000);
}

function stats(counts) {
  for (const tile of document.querySelectorAll("[data-stat]")) {
    const value = counts[tile.dataset.stat] ?? 0;
    const text = value.toLocaleString("en") + (counts.capped?.includes(tile.dataset.stat) ? "+" : "");
    const shown = tile.querySelector("b");
    if (shown.textContent !== text) shown.textContent = text;
    if (tile.dataset.look) tile.toggleAttribute("data-state", false);
    if (tile.dataset.look && value > 0) tile.dataset.state = tile.dataset.look;
  }
}

const MOST_ROWS = 250;
function list(table) {
  const kind = LISTS[table.dataset.list];
  const body = table.tBodies[0];
  const filters = new URLSearchParams(location.search);
  const plain = !["status", "type", "since", "from", "to", "customer", "q", "after"].some((name) => filters.get(name));
  // A span of days is the server's affair: rows are kept up to date, new ones wait for the next visit.
  const takesNew = !("paged" in table.dataset) && !filters.get("from") && !filters.get("to");
  const pill = document.querySelector("[data-new]");
  const fresh = new Map();
  const find = (id) => body.querySelector(`tr[data-row="${CSS.escape(String(id))}"]`);
  const busy = () => table.matches(":hover") || table.contains(document.activeElement);
  const text = (cell) => cell.textContent.replace(/\s+/g, " ").trim();

  function update(old, item) {
    const next = kind.row(item);
    let touched = false;
    [...next.cells].forEach((cell, n) => {
      const before = old.cells[n];
      const same = text(before) === text(cell) && before.querySelector("[data-status]")?.dataset.status === cell.querySelector("[data-status]")?.dataset.status;
      if (same || before.contains(document.activeElement)) return;
      before.replaceChildren(...cell.childNodes);
      touched ||= n === 0;
    });
    if (!touched) return;
    old.classList.remove("flash-row");
    void old.offsetWidth;
    old.classList.add("flash-row");
    say(item.id, item.status);
  }

  function showNew() {
    pill.hidden = fresh.size === 0;
    pill.replaceChildren(icon("plus"), `${fresh.size} new`);
  }

  function insertFresh() {
    const rows = [...fresh.values()].sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
    fresh.clear();
    for (const item of rows) {
      const row = kind.row(item);
      row.classList.add("flash-row");
      body.prepend(row);
      say(item.id, item.status);
    }
    while (body.rows.length > MOST_ROWS) body.lastElementChild.remove();
    document.querySelector("[data-filled]").hidden = body.rows.length === 0;
    document.querySelector("[data-none]").hidden = body.rows.length > 0;
    showNew();
  }

  function apply(item) {
    const old = find(item.id);
    if (old) return update(old, item);
    if (!takesNew || !kind.matches(item, filters)) return;
    const newest = body.rows[0] && fresh.size === 0 && Date.parse(item.created_at) < Date.parse(body.rows[body.rows.length - 1].querySelector("td[data-label=Created] time")?.dateTime ?? 0);
    if (newest) return;   // older than the page's last row: it belongs on a later page
    fresh.set(item.id, item);
    if (busy()) showNew(); else insertFresh();
  }

  pill.addEventListener("click", insertFresh);
  table.addEventListener("pointerleave", () => { if (fresh.size && !busy()) insertFresh(); });
  table.addEventListener("focusout", () => setTimeout(() => { if (fresh.size && !busy()) insertFresh(); }));

  async function reload() {
    const response = await fetch(`${kind.api}?${filters}`, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (response.ok) take(await response.json());
  }
  function take(answer) {
    if (answer.counts) stats(answer.counts);
    for (const item of [...kind.items(answer)].reverse()) apply(item);
  }
  return { apply, take, reload, snapshot: (data) => (plain && table.dataset.list === "jobs" ? take({ jobs: data.jobs }) : reload()), api: `${kind.api}?${filters}` };
}

const table = document.querySelector("[data-list]");
const page = document.querySelector("[data-job]");
if (table) {
  const shown = list(table);
  const isJobs = table.dataset.list === "jobs";
  live({
    url: "/api/admin/events",
    on: {
      snapshot(data) { stats(data.stats); void shown.snapshot(data); },
      stats,
      job(job) { if (isJobs) shown.apply(job); },
      release(release) { if (!isJobs) shown.apply(release); },
      alert(alert) { toast(alert.detail?.message ?? "Something needs the team’s attention."); },
    },
    poll: { url: shown.api, every: 10, on: shown.take },
  });
} else if (page) {
  watchJob(page, say);
}
