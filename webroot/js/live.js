// A server-sent event stream that says how it is doing.
//
//   import { live } from "./live.js";
//   const stream = live({
//     url: "/api/admin/events",                     the stream
//     on: { snapshot(data) {}, job(data) {} },      one function per event name; data is parsed JSON
//     poll: { url: "/api/admin/jobs", every: 10, on(data) {} },   optional: read while the stream is away
//     cursor: "123",                                optional: where to resume on the first connection
//     state(name) {},                               optional; the page's [data-live-state] chip is driven anyway
//   });
//   stream.close();   stream.cursor();   stream.state();
//
// Why not EventSource: it hides the server's heartbeat comments (so a dead connection looks like a quiet one), the
// status code (so "signed out" looks like "server away") and Retry-After. The wire format is the same.
//
// States: connecting → live ⇄ reconnecting → polling (after three failures; the stream is still tried) ; signed-out (final).
//   - 401 or 403 ends it: signed-out.        - 503 waits as Retry-After says.
//   - Resumes with ?after=<cursor> and Last-Event-ID; a "reset" event forgets the cursor and starts again.
//   - Nothing at all for 40 s, not even a heartbeat: the connection is dropped and made anew.
const SILENCE = 40_000;
const FAILURES_BEFORE_POLLING = 3;
const WORDS = { connecting: "Connecting", live: "Live", reconnecting: "Reconnecting", polling: "Polling", "signed-out": "Signed out",
  closed: "Paused" };

export function live({ url, on = {}, poll, cursor = "", state: onState }) {
  let last = cursor, failures = 0, wait = 1000, current = "connecting";
  let closed = false, aborter, retryTimer, watchdog, pollTimer, lastHeard = Date.now();

  function show(name) {
    if (name === current && name !== "connecting") return;
    current = name;
    for (const chip of document.querySelectorAll("[data-live-state]")) {
      chip.hidden = false;
      chip.dataset.state = name;
      chip.textContent = WORDS[name];
    }
    onState?.(name);
  }

  function heard() {
    lastHeard = Date.now();
    clearTimeout(watchdog);
    watchdog = setTimeout(() => aborter?.abort(), SILENCE);
  }

  function dispatch({ event, data, id }) {
    if (id !== undefined) last = id;
    if (event === "reset") last = "";
    let value = data;
    try { value = JSON.parse(data); } catch { /* plain text is passed on as it is */ }
    try { on[event]?.(value, id); } catch (error) { console.error(`live: the handler of "${event}" failed`, error); }
    if (event === "reset") aborter.abort();
  }

  async function connect() {
    if (closed) return;
    clearTimeout(retryTimer);
    aborter?.abort();
    const mine = (aborter = new AbortController());
    heard();
    let pause = 0;
    try {
      const target = new URL(url, location.href);
      if (last) target.searchParams.set("after", last);
      const headers = { Accept: "text/event-stream", ...(last ? { "Last-Event-ID": last } : {}) };
      const response = await fetch(target, { headers, signal: mine.signal, cache: "no-store" });
      if (response.status === 401 || response.status === 403) return end("signed-out");
      if (!response.ok || !response.body) {
        pause = Number(response.headers.get("retry-after") ?? 0) * 1000;
        throw new Error(`status ${response.status}`);
      }
      failures = 0;
      clearInterval(pollTimer);
      pollTimer = undefined;
      show("live");
      await read(response.body, heard, dispatch, (ms) => { wait = ms; });
    } catch { /* dropped, refused or timed out: all are tried again below */ }
    if (!closed && mine === aborter) again(pause);
  }

  function again(pause) {
    clearTimeout(watchdog);
    failures += 1;
    if (failures < FAILURES_BEFORE_POLLING || !poll) show("reconnecting");
    else startPolling();
    const backoff = Math.min(wait * 2 ** Math.min(failures - 1, 5), 15_000);
    retryTimer = setTimeout(connect, Math.max(pause, backoff * (0.75 + Math.random() / 2)));
  }

  function startPolling() {
    show("polling");
    if (pollTimer) return;
    const once = async () => {
      try {
        const response = await fetch(poll.url, { headers: { Accept: "application/json" }, cache: "no-store" });
        if (response.status === 401 || response.status === 403) end("signed-out");
        else if (response.ok && pollTimer) poll.on(await response.json());
      } catch { /* still away: the last good data stays on the page */ }
    };
    pollTimer = setInterval(once, (poll.every ?? 10) * 1000);
    void once();
  }

  function end(name) {
    closed = true;
    clearTimeout(watchdog);
    clearTimeout(retryTimer);
    clearInterval(pollTimer);
    aborter?.abort();
    removeEventListener("online", connect);
    removeEventListener("pagehide", leave);
    removeEventListener("pageshow", back);
    document.removeEventListener("visibilitychange", wake);
    show(name);
  }

  const leave = () => aborter?.abort();
  const back = (event) => { if (event.persisted) void connect(); };
  // A laptop that slept has a dead connection and frozen timers: do not wait for them.
  const wake = () => { if (!document.hidden && (current !== "live" || Date.now() - lastHeard > SILENCE)) void connect(); };
  addEventListener("online", connect);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", back);
  document.addEventListener("visibilitychange", wake);

  show("connecting");
  void connect();
  return { close: () => end("closed"), cursor: () => last, state: () => current };
}

// Reads the text/event-stream format: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
async function read(body, heard, dispatch, retry) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "", event = "message", data = [], id;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    buffer += value;
    // A trailing CR may be half of CRLF: keep it until the next chunk.
    const lines = buffer.split(/\r\n|\n|\r(?!$)/);
    buffer = lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (data.length) dispatch({ event, data: data.join("\n"), id });
        event = "message"; data = []; id = undefined;
        continue;
      }
      const colon = line.indexOf(":");
      if (colon === 0) continue;
      const field = colon < 0 ? line : line.slice(0, colon);
      const text = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "data") data.push(text);
      else if (field === "event") event = text;
      else if (field === "id" && !text.includes("\0")) id = text;
      else if (field === "retry" && /^\d+$/.test(text)) retry(Number(text));
    }
  }
}
