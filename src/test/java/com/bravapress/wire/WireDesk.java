package com.bravapress.wire;

import com.bravapress.bus.Bus;
import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobQueue;
import com.bravapress.jobs.JobRun;
import com.bravapress.jobs.JobStatus;
import com.bravapress.jobs.JobStore;
import com.bravapress.jobs.Timeline;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.releases.ReleaseStore;
import com.bravapress.releases.Releases;
import com.bravapress.releases.Submission;
import com.bravapress.sandbox.SandboxVerticle;
import com.bravapress.sandbox.wire.WireStandIn;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import com.bravapress.wire.pages.Chromium;
import com.bravapress.wire.pages.Selectors;
import com.bravapress.wire.pages.WireBrowser;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The handler with a real browser, a real database and the sandbox wire. */
final class WireDesk {
    static final Path HOME = Path.of("target", "browsers");
    static final Duration SETTLE = Duration.ofMillis(50);
    private static final AtomicInteger COUNT = new AtomicInteger();

    final Vertx vertx;
    final Database database;
    final Releases releases;
    final AtomicInteger notices = new AtomicInteger();
    final WireStepStore steps = new WireStepStore();
    private final Bus bus;
    private final Timeline timeline;
    private final WebClient client;
    private final int port;
    private final Sleeper clock = new Sleeper();
    private final Duration settle;
    PurchaseGate gate = PurchaseGate.OPEN;
    WireVisits visits;
    private SubmitReleaseHandler handler;
    private WireBrowser browser;
    private String deployed;
    private Pace pace = Pace.NONE;
    private Duration limit = WireStep.SIGN_IN.limit();

    private WireDesk(Vertx vertx, Selectors selectors, Settings.Purchase policy, Duration settle) {
        this.vertx = vertx;
        this.settle = settle;
        database = TestDatabase.open(vertx);
        bus = Bus.install(vertx);
        timeline = new Timeline(new TimelineStore(), bus);
        releases = new Releases(new ReleaseStore(), timeline);
        client = WebClient.create(vertx);
        Settings.Wire account = settings(0, policy);
        SandboxVerticle sandbox =
                new SandboxVerticle(0, List.of(new WireStandIn(vertx, database, account, Clock.systemUTC())));
        String deployed = Await.get(vertx.deployVerticle(sandbox));
        if (deployed.isEmpty()) {
            throw new IllegalStateException();
        }
        port = sandbox.port();
        use(selectors, policy);
    }

    static WireDesk open(Vertx vertx) {
        return open(vertx, Settings.Purchase.BALANCE_THEN_BUY);
    }

    static WireDesk open(Vertx vertx, Settings.Purchase policy) {
        return new WireDesk(vertx, Selectors.load(), policy, SETTLE);
    }

    /** With another time to settle; a click without an answer may have its effect for thirty times as long. */
    static WireDesk open(Vertx vertx, Duration settle) {
        return new WireDesk(vertx, Selectors.load(), Settings.Purchase.BALANCE_THEN_BUY, settle);
    }

    /** With shorter patience for hanging pages. */
    static WireDesk hurried(Vertx vertx) {
        Selectors usual = Selectors.load();
        Selectors hurried = new Selectors(
                usual.version(),
                Map.of("action", 3_000, "navigation", 3_000, "picture", 3_000),
                usual.pauseMs(),
                usual.paths(),
                usual.defaultIndustry(),
                usual.masks(),
                usual.elements());
        return new WireDesk(vertx, hurried, Settings.Purchase.BALANCE_THEN_BUY, SETTLE);
    }

    /** A new handler and browser, as after a restart. */
    void use(Selectors selectors, Settings.Purchase policy) {
        if (deployed != null) {
            stopBrowser();
        }
        Settings.Wire settings = settings(port, policy);
        browser = new WireBrowser(Chromium.find(Optional.empty()), HOME, selectors, COUNT.incrementAndGet());
        BrowserDesk desk = new BrowserDesk(vertx, List.of(browser), pace, limit);
        visits = new WireVisits(vertx, bus, desk);
        // A second deployment at the same address would share the calls: each has its own Vert.x in the tests.
        AutomationVerticle verticle =
                new AutomationVerticle(bus, 0, browser, WireSites.of(settings), HOME, Duration.ofMinutes(1), clock);
        deployed = Await.get(vertx.deployVerticle(
                verticle,
                new DeploymentOptions()
                        .setThreadingModel(ThreadingModel.WORKER)
                        .setWorkerPoolName("browser-" + COUNT.get())
                        .setWorkerPoolSize(1)));
        if (deployed.isEmpty()) {
            throw new IllegalStateException();
        }
        handler = new SubmitReleaseHandler(
                        vertx,
                        bus,
                        database,
                        timeline,
                        releases,
                        desk,
                        settings,
                        text -> text,
                        (tx, release) -> {
                            notices.incrementAndGet();
                            return Future.succeededFuture();
                        },
                        (tx, release, job, error) -> Future.succeededFuture(),
                        Duration.ofSeconds(60),
                        clock)
                .askingFirst(new PurchaseGate() {
                    @Override
                    public Future<Void> mayBuy(boolean onSandbox) {
                        return gate.mayBuy(onSandbox);
                    }

                    @Override
                    public Future<Void> balance(boolean onSandbox, int left) {
                        return gate.balance(onSandbox, left);
                    }
                });
    }

    JobQueue queue() {
        return new JobQueue(new JobStore(), bus);
    }

    Future<Integer> post(String path, JsonObject body) {
        return client.post(port, "127.0.0.1", "/wire" + path)
                .sendJsonObject(body)
                .map(answer -> answer.statusCode());
    }

    /** What the stand-in still waits to do wrong. */
    int faultsLeft() {
        return Await.get(database.one(
                "SELECT coalesce(sum(times_left), 0)::int AS n FROM sandbox.wire_faults", row -> row.getInteger("n")));
    }

    /** A new handler whose browser may be silent for no longer than this. */
    void limit(Duration shorter) {
        limit = shorter;
        use(Selectors.load(), Settings.Purchase.BALANCE_THEN_BUY);
    }

    /** A new handler that goes no faster than this. */
    void pace(Pace slower) {
        pace = slower;
        use(Selectors.load(), Settings.Purchase.BALANCE_THEN_BUY);
    }

    /** What the command line of the browser has and no other. */
    String mark() {
        return browser.mark();
    }

    String base() {
        return "http://127.0.0.1:" + port + "/wire";
    }

    /** The text that every release has. */
    String body() {
        return "Nordlys Energy announced a cable.\n\n"
                + "It will carry power from the sea. ".repeat(60).strip();
    }

    /** Ms spent in each step by all releases together. */
    Map<String, Integer> durations() {
        Map<String, Integer> sums = new LinkedHashMap<>();
        Await.get(database.list(
                        "SELECT step, sum(duration_ms)::int AS ms FROM wire_steps GROUP BY step ORDER BY min(id)",
                        row -> Map.entry(row.getString("step"), row.getInteger("ms"))))
                .forEach(each -> sums.put(each.getKey(), each.getValue()));
        return sums;
    }

    void killBrowser() {
        browser.kill();
    }

    void stopBrowser() {
        Await.get(vertx.undeploy(deployed));
    }

    /** A heartbeat that is answered only after half a minute, if it is to be. */
    Future<Hold> sleeps(boolean now) {
        if (now) {
            clock.slept = clock.slept.plusSeconds(30);
        }
        return Future.succeededFuture(Hold.KEPT);
    }

    /** A heartbeat; the money goes back meanwhile, if it is to. */
    Future<Hold> refunds(Paid paid, boolean now) {
        return now
                ? database.run("UPDATE press_release_submissions SET status = 'refunded' WHERE id = $1", paid.id())
                        .map(Hold.KEPT)
                : Future.succeededFuture(Hold.KEPT);
    }

    List<String> alerts(Paid paid) {
        return Await.get(database.list(
                "SELECT detail FROM job_events WHERE kind = 'alert' AND submission_id = $1",
                row -> row.getJsonObject("detail").getString("message"),
                paid.id()));
    }

    private Settings.Wire settings(int port, Settings.Purchase policy) {
        String url = "http://127.0.0.1:" + port + "/wire";
        return new Settings.Wire(
                Settings.Mode.SANDBOX,
                url,
                url,
                "desk@bravapress.example",
                "sandbox-wire",
                policy,
                1,
                settle,
                false,
                Optional.empty());
    }

    private static final String USER = """
            INSERT INTO auth.users (email, password_hash, accepted_terms_at)
            VALUES ($1, 'x', now()) RETURNING id
            """;
    private static final String RELEASE = """
            INSERT INTO press_release_submissions (user_id, title, summary, content, company_name, industry, city, state,
                country, contact_name, contact_email, contact_phone, package_type, status, version, paid_revision,
                release_at, time_zone)
            VALUES ($1, $2, $3, $4, 'Nordlys Energy', 'Energy', 'Oslo', 'Oslo', 'Norway', 'Ada Berg', 'ada@nordlys.example',
                '+47 22 00 00 00', 'basic', 'paid', 3, 3, $5::timestamp, 'Europe/Oslo') RETURNING id
            """;
    private static final String JOB = """
            INSERT INTO jobs (type, status, data, attempts, max_attempts, submission_id, lease_until)
            VALUES ('press_release_submission', 'processing', '{}', 1, 3, $1, now() + interval '5 minutes') RETURNING id
            """;

    /** A release as a confirmed payment leaves it, with its claimed job. */
    Paid paid(String title) {
        return paid(title, null, false);
    }

    Paid paid(String title, String releaseAt, boolean testMode) {
        UUID user =
                Await.get(database.one(USER, row -> row.getUUID("id"), COUNT.incrementAndGet() + "@customers.example"));
        String body = body();
        UUID id = Await.get(database.one(
                RELEASE,
                row -> row.getUUID("id"),
                user,
                title,
                "A cable from the sea",
                body,
                releaseAt == null ? null : java.time.LocalDateTime.parse(releaseAt)));
        Integer kept = Await.get(database.inTransaction(
                tx -> releases.lock(tx, id).compose(found -> releases.keepRevision(tx, found.orElseThrow()))));
        long job = Await.get(database.one(JOB, row -> row.getLong("id"), id));
        return new Paid(id, job, new ReleaseJob(id, user, "pi_" + kept, "basic", testMode, false), body);
    }

    record Paid(UUID id, long job, ReleaseJob payload, String body) {}

    JobOutcome run(Paid paid, int attempt) {
        return run(paid, attempt, () -> Future.succeededFuture(Hold.KEPT));
    }

    JobOutcome run(Paid paid, int attempt, JobRun.Heartbeat heartbeat) {
        return Await.get(start(paid, attempt, heartbeat));
    }

    Future<JobOutcome> start(Paid paid, int attempt) {
        return start(paid, attempt, () -> Future.succeededFuture(Hold.KEPT));
    }

    private Future<JobOutcome> start(Paid paid, int attempt, JobRun.Heartbeat heartbeat) {
        int claimed = Await.get(database.run("UPDATE jobs SET attempts = $2 WHERE id = $1", paid.job(), attempt));
        if (claimed != 1) {
            throw new IllegalStateException();
        }
        return handler.run(new JobRun<>(paid.job(), attempt, 3, paid.id(), paid.payload(), heartbeat));
    }

    /** What the queue does when it writes a job down as at rest. */
    void rests(Paid paid, JobStatus status, String error) {
        Await.get(database.inTransaction(tx -> handler.cameToRest(tx, paid.job(), paid.id(), status, error)));
    }

    Submission release(Paid paid) {
        return Await.get(releases.find(database, paid.id())).orElseThrow();
    }

    /** The states a release's steps have ended in: {@code purchase confirmed}. */
    List<String> trail(Paid paid) {
        return Await.get(steps.ofSubmission(database, paid.id())).stream()
                .map(row -> row.step().id() + " " + row.state().id())
                .toList();
    }

    JsonObject ledger() {
        return Await.get(client.get(port, "127.0.0.1", "/wire/ledger").send()).bodyAsJsonObject();
    }

    int orders() {
        return ledger().getJsonArray("orders").size();
    }

    int submissions() {
        return ledger().getJsonArray("releases").stream()
                .mapToInt(each -> ((JsonObject) each).getInteger("submissions"))
                .sum();
    }

    void fault(String step, String kind, int times) {
        fault(step, kind, times, 0);
    }

    void fault(String step, String kind, int times, int delayMs) {
        plan(new JsonObject()
                .put("step", step)
                .put("kind", kind)
                .put("times", times)
                .put("delay_ms", delayMs));
    }

    void faultAt(String step, String kind, String method, int times) {
        plan(new JsonObject()
                .put("step", step)
                .put("kind", kind)
                .put("times", times)
                .put("method", method));
    }

    void clearFaults() {
        int status = Await.get(client.delete(port, "127.0.0.1", "/wire/faults").send())
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException("faults stay: " + status);
        }
    }

    private void plan(JsonObject fault) {
        int status = Await.get(client.post(port, "127.0.0.1", "/wire/faults").sendJsonObject(fault))
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException("fault refused: " + status);
        }
    }

    /** No faults, nobody signed in, nothing left on the account. */
    void newDay() {
        clearFaults();
        Await.get(database.run("DELETE FROM sandbox.wire_sessions")
                .compose(gone -> database.run("UPDATE sandbox.wire_orders SET releases_left = 0")));
    }

    /** How many faults still wait to be met. */
    int faults() {
        return Await.get(client.get(port, "127.0.0.1", "/wire/faults").send())
                .bodyAsJsonObject()
                .getJsonArray("faults")
                .size();
    }

    int ordersOf(Paid paid) {
        return Await.get(database.one(
                "SELECT count(*)::int AS n FROM sandbox.wire_orders WHERE notes LIKE $1",
                row -> row.getInteger("n"),
                "BP-" + paid.id().toString().substring(0, 8) + "-%"));
    }

    int submissionsOf(Paid paid) {
        return Await.get(database.one(
                "SELECT coalesce(sum(r.submissions), 0)::int AS n FROM sandbox.wire_releases r"
                        + " JOIN press_release_submissions s ON r.fields->>'title' = s.title WHERE s.id = $1",
                row -> row.getInteger("n"),
                paid.id()));
    }

    /** Whether the answer of a click was lost. */
    boolean lost(Paid paid) {
        return Await.get(database.one(
                "SELECT count(*)::int AS n FROM job_events WHERE submission_id = $1 AND kind = 'log'"
                        + " AND detail->>'message' LIKE '%the answer was lost%'",
                row -> row.getInteger("n") > 0, paid.id()));
    }

    /** A person looks into the wire's books and decides about the click in doubt. */
    void decide(Paid paid) {
        InDoubt doubts = new InDoubt(steps, releases);
        boolean decided = Await.get(database.inTransaction(tx -> doubts.waiting(tx, paid.id())
                .compose(row -> database.first(
                                "SELECT id::text AS id FROM sandbox.wire_orders WHERE notes = $1",
                                order -> order.getString("id"),
                                row.orElseThrow().reference())
                        .compose(order -> order.isPresent()
                                ? doubts.attach(tx, paid.id(), order.get(), "a person")
                                : doubts.absent(tx, paid.id(), "a person")))));
        if (!decided) {
            throw new IllegalStateException("nothing was in doubt");
        }
    }

    /** The time, and how long the process did not notice it. */
    private static final class Sleeper extends Clock {
        private volatile Duration slept = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(slept);
        }
    }
}
