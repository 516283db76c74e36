package com.bravapress.app;

import com.bravapress.config.Settings;
import com.bravapress.http.Pages;
import com.bravapress.jobs.CleanupHandler;
import com.bravapress.jobs.JobPollerVerticle;
import com.bravapress.jobs.JobWorker;
import com.bravapress.jobs.PeriodicJobs;
import com.bravapress.jobs.QueueOptions;
import com.bravapress.mail.MailHandler;
import com.bravapress.mail.Mails;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.sandbox.StandIn;
import com.bravapress.sandbox.stripe.StripeBox;
import com.bravapress.sandbox.stripe.StripeStandIn;
import com.bravapress.sandbox.wire.WireStandIn;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What works behind the site: the queue's handlers, the browsers and, in a sandbox, the stand-ins. */
final class Back {
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final int MOST_RESCUES = 3;
    private static final int MAILS_AT_ONCE = 4;
    private static final Duration SESSIONS_KEPT = Duration.ofDays(30);
    private static final int SWEEP_LIMIT = 10_000;

    private final Rooms rooms;

    Back(Rooms rooms) {
        this.rooms = rooms;
    }

    List<StandIn> standIns() {
        Settings settings = rooms.settings;
        StripeBox box = new StripeBox(
                settings.stripe().secretKey(),
                settings.stripe().webhookSecrets().get(0),
                "http://127.0.0.1:" + settings.web().port() + "/api/payments/webhook",
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
                MOST_RESCUES);
        PeriodicJobs periodic = new PeriodicJobs(
                rooms.database,
                rooms.jobs,
                rooms.queue,
                rooms.clock,
                List.of(new PeriodicJobs.Periodic<>(
                        CleanupHandler.TYPE, new CleanupHandler.Cleanup(), Duration.ofHours(1))));
        return new JobPollerVerticle(rooms.bus, rooms.database, rooms.jobs, options, workers(), periodic);
    }

    private List<JobWorker<?>> workers() {
        return List.of(
                new JobWorker<>(
                        Mails.TYPE,
                        new MailHandler(
                                rooms.vertx,
                                rooms.mailGateway,
                                rooms.settings.mail().from()),
                        MAILS_AT_ONCE),
                new JobWorker<>(
                        CleanupHandler.TYPE,
                        new CleanupHandler(
                                rooms.database,
                                Map.of(
                                        "sessions",
                                        sql -> rooms.sessions.forget(
                                                sql, rooms.clock.instant().minus(SESSIONS_KEPT), SWEEP_LIMIT),
                                        "timeline",
                                        rooms.timelines::sweep)),
                        1));
    }

    Path chromium() {
        return Path.of("/usr/bin/chromium-headless-shell");
    }

    Future<Void> close() {
        return Future.succeededFuture();
    }
}
