package com.bravapress.app;

import com.bravapress.accounts.User;
import com.bravapress.config.Settings;
import com.bravapress.database.Tx;
import com.bravapress.http.Pages;
import com.bravapress.jobs.CleanupHandler;
import com.bravapress.jobs.HistoryStore;
import com.bravapress.jobs.JobPollerVerticle;
import com.bravapress.jobs.JobWorker;
import com.bravapress.jobs.PeriodicJobs;
import com.bravapress.jobs.QueueOptions;
import com.bravapress.mail.MailHandler;
import com.bravapress.mail.MailKind;
import com.bravapress.mail.Mails;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.releases.Submission;
import com.bravapress.sandbox.StandIn;
import com.bravapress.sandbox.stripe.StripeBox;
import com.bravapress.sandbox.stripe.StripeStandIn;
import com.bravapress.sandbox.wire.WireStandIn;
import com.bravapress.wire.ArtifactStore;
import com.bravapress.wire.AutomationVerticle;
import com.bravapress.wire.BrowserDesk;
import com.bravapress.wire.Pace;
import com.bravapress.wire.SubmitReleaseHandler;
import com.bravapress.wire.WireSites;
import com.bravapress.wire.WireStep;
import com.bravapress.wire.WireVisits;
import com.bravapress.wire.drift.DriftSentinel;
import com.bravapress.wire.drift.WatchStore;
import com.bravapress.wire.drift.WireWatch;
import com.bravapress.wire.outcome.FollowHandler;
import com.bravapress.wire.outcome.Followed;
import com.bravapress.wire.outcome.Outcomes;
import com.bravapress.wire.outcome.Rhythm;
import com.bravapress.wire.pages.Chromium;
import com.bravapress.wire.pages.Selectors;
import com.bravapress.wire.pages.WireBrowser;
import com.bravapress.writing.Markdown;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** What works behind the site: the queue's handlers, the browsers and, in a sandbox, the stand-ins. */
final class Back {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MAILS_AT_ONCE = 4;
    private static final Duration SESSIONS_KEPT = Duration.ofDays(30);
    private static final int SWEEP_LIMIT = 5_000;
    private static final int JOBS_AT_ONCE = 500;
    // Up to 4 MiB each.
    private static final int ARTIFACTS_AT_ONCE = 100;

    /** A browser that had nothing to do for so long is closed; the next step starts one in well under a second. */
    private static final Duration BROWSER_IDLE = Duration.ofMinutes(3);

    private final Rooms rooms;
    private final Selectors selectors = Selectors.load();
    private final Path browserHome;
    private final List<WireBrowser> browsers;
    private final BrowserDesk desk;
    private final Trouble trouble;
    private final WireVisits visits;
    private final Outcomes outcomes;
    private final WireWatch watch;

    Back(Rooms rooms) {
        this.rooms = rooms;
        this.browserHome = rooms.settings.dataDir().resolve("browsers");
        boolean works = rooms.settings.roles().contains(Settings.ProcessRole.WORKER);
        this.browsers = works ? browsers() : List.of();
        this.trouble = new Trouble(rooms);
        this.desk = new BrowserDesk(rooms.vertx, browsers, pace(), WireStep.SIGN_IN.limit());
        this.visits = new WireVisits(rooms.vertx, rooms.bus, desk);
        WireAlerts alerts = new WireAlerts(rooms);
        Settings.Watch care = rooms.settings.watch();
        this.outcomes = new Outcomes(
                rooms.database,
                rooms.releases,
                rooms.queue,
                new Rhythm(care.follow(), care.report()),
                new OutcomeMails(rooms, alerts));
        this.watch = new WireWatch(
                rooms.database, new WatchStore(), alerts, rooms.settings.wire().mode(), care);
    }

    private Pace pace() {
        if (rooms.settings.wire().mode() == Settings.Mode.SANDBOX) {
            return Pace.NONE;
        }
        return new Pace(
                selectors.shortestPause(),
                selectors.longestPause(),
                rooms.clock,
                (least, most) -> ThreadLocalRandom.current().nextLong(least, most + 1));
    }

    private List<WireBrowser> browsers() {
        Path chromium = Chromium.find(rooms.settings.wire().browserPath());
        return IntStream.range(0, rooms.settings.wire().browsers())
                .mapToObj(number -> new WireBrowser(chromium, browserHome, selectors, number))
                .toList();
    }

    AutomationVerticle automationVerticle(int number) {
        return new AutomationVerticle(
                rooms.bus,
                number,
                browsers.get(number),
                WireSites.of(rooms.settings.wire()),
                browserHome,
                BROWSER_IDLE,
                rooms.clock);
    }

    List<StandIn> standIns() {
        Settings settings = rooms.settings;
        StripeBox box = new StripeBox(
                settings.stripe().secretKey(),
                settings.stripe().webhookSecrets().get(0),
                settings.web().localUrl() + "/api/payments/webhook",
                StripeGateway.apiVersion());
        return List.of(
                new StripeStandIn(rooms.vertx, rooms.database, new Pages(rooms.vertx, Map.of()), box, rooms.clock),
                new WireStandIn(rooms.vertx, rooms.database, settings.wire(), rooms.clock));
    }

    JobPollerVerticle pollerVerticle() {
        WorkerName worker = WorkerName.take(rooms.settings.dataDir());
        QueueOptions options = new QueueOptions(
                worker.name(),
                worker.formerSelf(),
                rooms.settings.jobs().lease(),
                rooms.settings.jobs().retryBackoff(),
                POLL,
                rooms.settings.jobs().maxCrashes());
        PeriodicJobs periodic = new PeriodicJobs(rooms.database, rooms.jobs, rooms.queue, rooms.clock, periodic());
        return new JobPollerVerticle(rooms.bus, rooms.database, rooms.jobs, options, workers(), periodic);
    }

    private List<PeriodicJobs.Periodic<?>> periodic() {
        List<PeriodicJobs.Periodic<?>> all = new ArrayList<>();
        all.add(new PeriodicJobs.Periodic<>(CleanupHandler.TYPE, new CleanupHandler.Cleanup(), Duration.ofHours(1)));
        rooms.settings
                .watch()
                .sentinel()
                .ifPresent(every ->
                        all.add(new PeriodicJobs.Periodic<>(DriftSentinel.TYPE, new DriftSentinel.Walk(), every)));
        return all;
    }

    private List<JobWorker<?>> workers() {
        return List.of(
                new JobWorker<>(
                        ReleaseJob.TYPE, submitRelease(), rooms.settings.wire().browsers()),
                new JobWorker<>(
                        Mails.TYPE,
                        new MailHandler(
                                rooms.vertx,
                                rooms.mailGateway,
                                rooms.settings.mail().from()),
                        MAILS_AT_ONCE),
                new JobWorker<>(Followed.TYPE, new FollowHandler(outcomes, visits), 1),
                new JobWorker<>(DriftSentinel.TYPE, new DriftSentinel(visits, watch), 1),
                new JobWorker<>(CleanupHandler.TYPE, new CleanupHandler(rooms.database, sweeps()), 1));
    }

    /** What is kept for how long; the audit is kept for ever. */
    private List<CleanupHandler.Sweep> sweeps() {
        return List.of(
                new CleanupHandler.Sweep(
                        "sessions",
                        SWEEP_LIMIT,
                        (sql, limit) ->
                                rooms.sessions.forget(sql, rooms.clock.instant().minus(SESSIONS_KEPT), limit)),
                new CleanupHandler.Sweep("artifacts", ARTIFACTS_AT_ONCE, new ArtifactStore()::sweep),
                new CleanupHandler.Sweep("jobs", JOBS_AT_ONCE, new HistoryStore()::sweep),
                new CleanupHandler.Sweep("timeline", SWEEP_LIMIT, rooms.timelines::sweep));
    }

    private SubmitReleaseHandler submitRelease() {
        return new SubmitReleaseHandler(
                        rooms.vertx,
                        rooms.bus,
                        rooms.database,
                        rooms.timeline,
                        rooms.releases,
                        desk,
                        rooms.settings.wire(),
                        Markdown::toPlainText,
                        this::submitted,
                        trouble,
                        rooms.settings.jobs().lease(),
                        rooms.clock)
                .askingFirst(watch);
    }

    private Future<Void> submitted(Tx tx, Submission release) {
        return rooms.users.byId(tx, release.userId()).compose(found -> {
            User customer = found.orElseThrow();
            return rooms.mails
                    .queue(
                            tx,
                            MailKind.RELEASE_SUBMITTED,
                            customer.email(),
                            Map.of(
                                    "public_url", rooms.settings.web().publicUrl(),
                                    "submission_id", release.id().toString(),
                                    "full_name", customer.fullName(),
                                    "title", release.text().title(),
                                    "wire_id", String.valueOf(release.einpresswireSubmissionId())),
                            release.id(),
                            "submitted/" + release.id(),
                            "release:" + release.id())
                    .compose(queued -> trouble.settled(tx, release))
                    .compose(settled -> outcomes.follow(tx, release.id(), "release:" + release.id()));
        });
    }
}
