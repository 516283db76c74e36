package com.bravapress.admin;

import com.bravapress.accounts.AuditStore;
import com.bravapress.bus.Bus;
import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import com.bravapress.http.Authenticator;
import com.bravapress.http.HttpOptions;
import com.bravapress.http.HttpVerticle;
import com.bravapress.http.Pages;
import com.bravapress.http.Principal;
import com.bravapress.http.Role;
import com.bravapress.http.Site;
import com.bravapress.jobs.JobDesk;
import com.bravapress.jobs.JobQueue;
import com.bravapress.jobs.JobStore;
import com.bravapress.jobs.Timeline;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.payments.PaymentStore;
import com.bravapress.payments.Refunds;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.releases.ReleaseStore;
import com.bravapress.releases.Releases;
import com.bravapress.sandbox.stripe.Box;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import com.bravapress.wire.InDoubt;
import com.bravapress.wire.WireStepStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The console on a real server and a real database; only who is signed in is made up: the token is the role's name. */
final class TeamSite {
    final Bus bus;
    final Database database;
    final Timeline timeline;
    final JobQueue queue;
    final Seed seed;
    final Box box;
    final int port;
    private final Map<String, Principal> sessions = new ConcurrentHashMap<>();

    private TeamSite(Vertx vertx, Duration heartbeat, int connections) {
        bus = Bus.install(vertx);
        database = TestDatabase.open(vertx);
        TimelineStore entries = new TimelineStore();
        timeline = new Timeline(entries, bus);
        queue = new JobQueue(new JobStore(), bus);
        seed = new Seed(database);
        for (Role role : Role.values()) {
            sessions.put(role.id(), principal(role));
        }
        ConsoleStore console = new ConsoleStore();
        DossierStore dossiers = new DossierStore(console, entries);
        JobDesk desk = new JobDesk(timeline, bus, java.util.Map.of());
        Retries retries = new Retries(database, desk, dossiers, new AuditStore());
        Releases releases = new Releases(new ReleaseStore(), timeline);
        InDoubt doubts = new InDoubt(new WireStepStore(), releases);
        box = new Box(vertx, database, "http://127.0.0.1:9/nobody");
        Settings.Stripe stripe =
                new Settings.Stripe(Settings.Mode.SANDBOX, box.apiBase(), Box.KEY, List.of(Box.WEBHOOK_SECRET));
        Refunds refunds = new Refunds(database, releases, new PaymentStore(), new StripeGateway(vertx, stripe));
        ReleaseDesk releaseDesk =
                new ReleaseDesk(database, releases, refunds, doubts, desk, queue, dossiers, new AuditStore());
        Resolutions resolutions = new Resolutions(database, doubts, desk, dossiers, new AuditStore(), releaseDesk);
        Authenticator authenticator = token -> Future.succeededFuture(Optional.ofNullable(sessions.get(token)));
        LiveStream live = new LiveStream(database, entries, console, authenticator, connections);
        Site site = new Site(
                new HttpOptions("127.0.0.1", 0, false, "c".repeat(32), "w".repeat(32), List.of()),
                new Pages(vertx, Map.of("public_url", "http://localhost", "assets", "1", "sandbox", true)),
                authenticator,
                List.of(
                        new AdminRoutes(database, console, dossiers, retries, resolutions, live),
                        new ReleaseDeskRoutes(releaseDesk),
                        new ConsoleRoutes(database, console, dossiers)),
                error -> Optional.empty());
        HttpVerticle http = new HttpVerticle(
                new HttpOptions("127.0.0.1", 0, false, "c".repeat(32), "w".repeat(32), List.of()), site);
        Await.get(vertx.deployVerticle(new AdminPushVerticle(bus, live, heartbeat)));
        Await.get(vertx.deployVerticle(http));
        port = http.actualPort();
    }

    static TeamSite open(Vertx vertx) {
        return new TeamSite(vertx, Duration.ofSeconds(15), 200);
    }

    static TeamSite open(Vertx vertx, Duration heartbeat, int connections) {
        return new TeamSite(vertx, heartbeat, connections);
    }

    void revoke(Role role) {
        sessions.remove(role.id());
    }

    void demote(Role role) {
        sessions.put(role.id(), principal(Role.CUSTOMER));
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static Principal principal(Role role) {
        return new Principal(
                UUID.randomUUID(),
                UUID.randomUUID(),
                role.id() + "@team.example",
                "Robin " + role.id(),
                role,
                Instant.MAX);
    }
}
