package com.bravapress.app;

import com.bravapress.accounts.Accounts;
import com.bravapress.admin.AdminPushVerticle;
import com.bravapress.bus.Bus;
import com.bravapress.config.Settings;
import com.bravapress.config.StartupProblem;
import com.bravapress.database.Database;
import com.bravapress.database.Migrations;
import com.bravapress.http.HttpVerticle;
import com.bravapress.http.Site;
import com.bravapress.jobs.DoorbellVerticle;
import com.bravapress.jobs.JobPollerVerticle;
import com.bravapress.payments.StripeWebhookVerticle;
import com.bravapress.sandbox.SandboxVerticle;
import com.bravapress.wire.AutomationVerticle;
import com.bravapress.wire.pages.Chromium;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of BravaPress, from the database up to the open site, and back down in the opposite order: verticles, then
 * the pool, then PostgreSQL.
 */
final class House {
    private static final Logger LOG = LoggerFactory.getLogger(House.class);

    private final Settings settings;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Vertx vertx;
    private final Deployments deployments;
    private final FirstSignIn firstSignIn;
    private Postgres postgres;
    private Database database;
    private Rooms rooms;
    private Front front;
    private Back back;

    House(Settings settings) {
        this.settings = settings;
        this.vertx = Vertx.builder()
                .with(options(settings))
                .withMetrics(new MicrometerMetricsFactory(meters))
                .build();
        this.deployments = new Deployments(vertx);
        this.firstSignIn = new FirstSignIn(settings);
    }

    /** Opens everything that the roles of this process ask for. */
    Future<Void> open() {
        return vertx.executeBlocking(this::build)
                .compose(built -> settings.roles().equals(Set.of(Settings.ProcessRole.SANDBOX))
                        ? Future.succeededFuture() // nobody signs in at the stand-ins
                        : firstSignIn.ensure(rooms.accounts))
                .compose(made -> deployments.deploy(Deployments.all(this), settings.roles()));
    }

    /** Closes in order; each part that fails to close does not keep the next ones. */
    Future<Void> close() {
        return deployments
                .undeploy()
                .compose(down -> rooms == null ? Future.succeededFuture() : rooms.close())
                .otherwiseEmpty()
                .compose(down -> database == null ? Future.succeededFuture() : database.close())
                .otherwiseEmpty()
                .compose(down -> vertx.executeBlocking(() -> {
                    if (postgres != null) {
                        postgres.close();
                    }
                    return null;
                }))
                .otherwiseEmpty()
                .compose(down -> vertx.close());
    }

    /** Runs something that needs accounts and a database but no server. */
    static <T> T withAccounts(Settings settings, Function<Accounts, T> work) {
        House house = new House(settings);
        try {
            Running.await(house.vertx.executeBlocking(house::build), 60);
            return work.apply(house.rooms.accounts);
        } finally {
            Running.await(house.close(), 30);
        }
    }

    private void migrate() {
        postgres = Postgres.open(settings);
        try {
            int unused = Migrations.migrate(postgres.address());
        } catch (org.flywaydb.core.api.FlywayException e) {
            throw new StartupProblem(
                    "The database " + postgres.address() + " cannot be reached or brought to this version: "
                            + e.getMessage().lines().findFirst().orElse("unknown"),
                    e);
        }
    }

    /** Blocking; nothing of it belongs on an event loop. */
    private Void build() {
        migrate();
        database = Database.open(vertx, postgres.address());
        rooms = new Rooms(vertx, Bus.install(vertx), settings, database);
        front = new Front(rooms, meters);
        back = new Back(rooms);
        return null;
    }

    Settings settings() {
        return settings;
    }

    /** Whether the stand-ins run in this process. */
    boolean showsSandbox() {
        return settings.runsSandbox();
    }

    /** The administrator's sign-in, when it was never shown before. */
    Optional<String> firstSignIn() {
        return firstSignIn.show();
    }

    /** The site with the endpoints of this process. */
    Site site() {
        return front.site();
    }

    Path chromium() {
        return Chromium.find(settings.wire().browserPath());
    }

    TimelineFollower follower() {
        return new TimelineFollower(rooms.bus, database, rooms.timelines, rooms.releases);
    }

    SandboxVerticle sandboxVerticle() {
        return new SandboxVerticle(settings.sandboxPort(), back.standIns());
    }

    StripeWebhookVerticle webhookVerticle() {
        return new StripeWebhookVerticle(rooms.bus, front.intake());
    }

    AdminPushVerticle pushVerticle() {
        return new AdminPushVerticle(rooms.bus, front.live());
    }

    AutomationVerticle automationVerticle(int number) {
        return back.automationVerticle(number);
    }

    DoorbellVerticle doorbellVerticle() {
        boolean works = settings.roles().contains(Settings.ProcessRole.WORKER);
        return new DoorbellVerticle(rooms.bus, database, UUID.randomUUID().toString(), works);
    }

    JobPollerVerticle pollerVerticle() {
        return back.pollerVerticle();
    }

    HttpVerticle httpVerticle() {
        return new HttpVerticle(front.options(), front.site());
    }

    private static VertxOptions options(Settings settings) {
        Path caches = settings.dataDir().resolve("cache");
        deleteLeftovers(caches);
        Path cache = caches.resolve(Long.toString(ProcessHandle.current().pid()));
        return new VertxOptions()
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(4)
                .setPreferNativeTransport(false)
                .setFileSystemOptions(new FileSystemOptions()
                        .setFileCacheDir(cache.toAbsolutePath().toString()))
                .setMetricsOptions(
                        new MicrometerMetricsOptions().setEnabled(true).setJvmMetricsEnabled(true));
    }

    /** What killed processes left behind: each one unpacks what it serves into a folder named by its process id. */
    private static void deleteLeftovers(Path caches) {
        File[] left = Optional.ofNullable(caches.toFile().listFiles()).orElse(new File[0]);
        for (File folder : left) {
            boolean alive = folder.getName().matches("\\d{1,18}")
                    && ProcessHandle.of(Long.parseLong(folder.getName())).isPresent();
            if (!alive) {
                deleteTree(folder);
            }
        }
    }

    private static void deleteTree(File file) {
        for (File inside : Optional.ofNullable(file.listFiles()).orElse(new File[0])) {
            deleteTree(inside);
        }
        if (!file.delete()) {
            LOG.debug("{} stays: it is in use", file);
        }
    }
}
