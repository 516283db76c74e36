// Rows of the console's lists, drawn as the macros jobRow and releaseRow of templates/admin/console.ftlh draw them.
import { chip, el, money, time, words } from "./ui.js";

const TYPES = { press_release_submission: "Release to the wire", email_notification: "E-mail", cleanup: "Cleanup",
  distribution_report: "Editors and report", drift_sentinel: "Check of the wire’s pages", reconciliation: "Reconciliation", report: "Report" };
const sub = (...parts) => el("span", { class: "sub" }, ...parts);
const dash = () => el("span", { class: "soft" }, "–");

export function took(ms) {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
  return `${Math.floor(ms / 3_600_000)} h ${Math.floor((ms % 3_600_000) / 60_000)} min`;
}

function pace(job) {
  if (job.status === "pending") return ["due ", time(job.run_at, true)];
  if (job.status === "retrying") return ["next try ", time(job.run_at, true)];
  if (job.status === "processing") return ["since ", time(job.started_at, true)];
  return [job.took_ms == null ? "–" : `took ${took(job.took_ms)}`];
}

const customer = (profile) => el("td", { "data-label": "Customer" },
  ...(profile ? [profile.full_name, sub(profile.email)] : [dash()]));

export function jobRow(job) {
  const release = job.press_release_submissions;
  const type = TYPES[job.type] ?? job.type;
  const title = [job.type === "press_release_submission" ? "" : type, release?.title].filter(Boolean).join(": ") || type;
  const more = [release?.company_name, `#${job.id}`].filter(Boolean).join(" · ");
  return el("tr", { "data-row": job.id, "data-priority": job.priority > 0 ? job.priority : null },
    el("td", {}, chip(job.status), job.step ? sub(`step ${job.step.number} of ${job.step.of}: ${job.step.label}`) : null),
    el("td", { class: "wide" }, el("a", { class: "title", href: `/dashboard/admin/jobs/${job.id}` }, title), sub(more),
      job.error && job.status !== "completed" ? el("span", { class: "sub why" }, job.error) : null),
    customer(release?.profiles),
    el("td", { "data-label": "Attempt", class: "nowrap" }, `${job.attempts} of ${job.max_attempts}`),
    el("td", { "data-label": "Created", class: "nowrap" }, time(job.created_at, true)),
    el("td", { "data-label": "Time", class: "nowrap" }, el("span", {}, ...pace(job))));
}

export function releaseRow(release) {
  const title = release.title || "Untitled draft";
  const plan = release.package_type.charAt(0).toUpperCase() + release.package_type.slice(1);
  return el("tr", { "data-row": release.id },
    el("td", {}, chip(release.status, "", "release"), release.wire_status ? sub(`wire: ${words(release.wire_status, "wire").toLowerCase()}`) : null),
    el("td", { class: "wide" }, release.job_id ? el("a", { class: "title", href: `/dashboard/admin/jobs/${release.job_id}` }, title) : el("strong", {}, title),
      sub(release.company_name)),
    customer(release.profiles),
    el("td", { "data-label": "Package" }, plan,
      sub(release.payment_amount_cents == null ? "not paid" : money(release.payment_amount_cents, release.currency ?? "USD"))),
    el("td", { "data-label": "Wire" }, release.einpresswire_order_id ?? "–",
      release.einpresswire_submission_id ? sub(`release ${release.einpresswire_submission_id}`) : null),
    el("td", { "data-label": "Created", class: "nowrap" }, time(release.created_at, true)),
    el("td", { "data-label": "Completed", class: "nowrap" }, release.completed_at ? time(release.completed_at, true) : "–"));
}
