// Keeps the page of one release true without a reload. Every event carries the whole view, so nothing can be missed.
import { live } from "./live.js";
import { chip, copy, el, icon, time } from "./ui.js";

const page = document.querySelector("[data-release]");
const find = (name) => document.querySelector(`[data-${name}]`);
const ICONS = { done: "tick", now: "spin", next: "dot", failed: "cross", attention: "hand" };
const shownAtFirst = find("status-chip").querySelector("[data-status]").dataset.status;

function item({ what, state, at, more, icon: symbol }) {
  return el("li", { "data-state": state },
    el("span", { class: "dot" }, icon(symbol || (ICONS[state] ?? "dot"))),
    el("span", { class: "what" }, what),
    at ? el("span", { class: "when" }, time(at)) : null,
    more ? el("div", { class: "more" }, more) : null);
}

function link(url) {
  if (!/^https?:\/\//.test(url ?? "")) return "–";
  return el("a", { href: url, rel: "nofollow noopener", target: "_blank" }, "On the wire",
    el("span", { class: "visually-hidden" }, " (opens in a new tab)"));
}

function number(name, value) {
  const place = find(name);
  if ((place.querySelector("code") ?? place).textContent !== (value ?? "–")) place.replaceChildren(value ? copy(value) : "–");
}

function show(view) {
  // Buttons, banners and the paid text depend on these steps: take the page as the server now makes it.
  const wasUnpaid = ["draft", "payment_pending"].includes(shownAtFirst);
  if (wasUnpaid && view.status !== shownAtFirst) { location.replace(location.pathname); return; }
  find("status-chip").replaceChildren(chip(view.status, "", "release"));
  find("wire-chip").replaceChildren(...(view.wire_status ? [chip(view.wire_status, "", "wire")] : []));
  if (find("headline").textContent !== view.headline) find("headline").textContent = view.headline;
  if (find("next").textContent !== view.next) find("next").textContent = view.next;
  find("timeline").replaceChildren(el("ol", { class: "timeline" }, ...view.items.map(item)));
  find("reason").hidden = !view.wire_reason;
  find("reason-text").textContent = view.wire_reason ?? "";
  find("progress").hidden = !view.step;
  if (view.step) {
    const bar = find("progress").querySelector("progress");
    bar.max = view.step.of || 8;
    bar.value = view.step.number;
    find("step-line").textContent = view.step.line;
  }
  number("order", view.order_id);
  number("wire-id", view.wire_id);
  find("ask").hidden = !["failed", "needs_attention", "needs_changes"].includes(view.status);
  find("wire-url").replaceChildren(link(view.wire_url));
}

live({ url: `/api/releases/${page.dataset.release}/events`, on: { state: show } });
