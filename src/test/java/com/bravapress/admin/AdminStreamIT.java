package com.bravapress.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.database.Tx;
import com.bravapress.http.Role;
import com.bravapress.jobs.Timeline;
import com.bravapress.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AdminStreamIT {
    private static final String EVENTS = "/api/admin/events";

    @Test
    void a_console_gets_a_snapshot_and_every_change_within_a_second_of_its_commit(Vertx vertx) throws Exception {
        TeamSite site = TeamSite.open(vertx);
        UUID release = release(site);
        long job = site.seed.job(release, "pending");
        try (EventReader console = opened(site);
                EventReader second = opened(site)) {
            EventReader.Event snapshot = console.events().get(0);
            assertThat(snapshot.data().getString("cursor")).isEqualTo(snapshot.id());
            assertThat(snapshot.data().getJsonArray("jobs").getJsonObject(0).getLong("id"))
                    .isEqualTo(job);
            assertThat(snapshot.data().getJsonObject("stats").getInteger("pending"))
                    .isEqualTo(1);
            assertThat(console.header("content-type")).startsWith("text/event-stream");
            assertThat(console.header("cache-control")).isEqualTo("no-store");
            assertThat(console.header("x-accel-buffering")).isEqualTo("no");
            assertThat(console.raw().get(0)).startsWith("retry: ");
            begin(site, job);
            await().atMost(1, TimeUnit.SECONDS)
                    .until(() -> !console.events("job").isEmpty()
                            && !console.events("stats").isEmpty());
            JsonObject row = console.events("job").get(0).data();
            assertThat(row.getString("status")).isEqualTo("processing");
            assertThat(row.getJsonObject("press_release_submissions")
                            .getJsonObject("profiles")
                            .getString("email"))
                    .isEqualTo("ada@harbour.example");
            assertThat(console.events("stats").get(0).data().getInteger("processing"))
                    .isEqualTo(1);
            await().until(() -> second.events("job").equals(console.events("job")));
        }
    }

    @Test
    void steps_all_pass_and_of_one_job_only_the_latest_state_is_sent_per_flush(Vertx vertx) throws Exception {
        TeamSite site = TeamSite.open(vertx);
        long job = site.seed.job(release(site), "processing");
        try (EventReader console = opened(site)) {
            Await.get(site.database.inTransaction(tx -> {
                Future<Void> chain = Future.succeededFuture();
                for (int n = 0; n < 20; n++) {
                    JsonObject detail = new JsonObject().put("step", "s" + n);
                    chain = chain.compose(done -> append(site, tx, job, Timeline.Kind.STEP, detail));
                }
                return chain;
            }));
            await().until(() -> console.events("step").size() == 20);
            assertThat(console.events("step"))
                    .extracting(e -> e.data().getJsonObject("detail").getString("step"))
                    .startsWith("s0", "s1")
                    .endsWith("s19");
            assertThat(console.events("job")).hasSize(1);
        }
    }

    @Test
    void a_console_that_was_away_misses_nothing(Vertx vertx) throws Exception {
        TeamSite site = TeamSite.open(vertx);
        UUID release = release(site);
        List<Long> jobs = LongStream.range(0, 5)
                .mapToObj(n -> site.seed.job("cleanup", release, "pending", "k" + n, 1))
                .toList();
        String cursor;
        try (EventReader console = opened(site)) {
            begin(site, jobs.get(0));
            await().until(() -> console.events("job").size() == 1);
            cursor = console.events("job").get(0).id();
        }
        for (long job : jobs.subList(1, 5)) {
            begin(site, job);
        }
        try (EventReader again = new EventReader(site.url(EVENTS), "support", cursor)) {
            await().until(() -> again.events("job").stream()
                    .map(e -> e.data().getLong("id"))
                    .collect(Collectors.toSet())
                    .containsAll(jobs.subList(1, 5)));
            assertThat(again.events("snapshot")).isEmpty();
            assertThat(again.events("stats").get(0).data().getInteger("processing"))
                    .isEqualTo(5);
        }
    }

    @Test
    void a_transaction_that_began_first_and_commits_last_is_seen_too(Vertx vertx) throws Exception {
        TeamSite site = TeamSite.open(vertx);
        UUID release = release(site);
        long a = site.seed.job("cleanup", release, "pending", "a", 1);
        long b = site.seed.job("cleanup", release, "pending", "b", 1);
        try (EventReader console = opened(site)) {
            Promise<Void> written = Promise.promise();
            Promise<Void> gate = Promise.promise();
            Future<Void> first =
                    site.database.inTransaction(tx -> append(site, tx, a, Timeline.Kind.JOB, to("processing"))
                            .onComplete(written)
                            .compose(done -> gate.future()));
            Await.get(written.future());
            begin(site, b);
            // A look while A is still open must not carry the reader past it.
            Await.get(vertx.timer(600, TimeUnit.MILLISECONDS));
            gate.complete();
            Await.get(first);
            await().until(() -> console.events("job").stream()
                    .map(e -> e.data().getLong("id"))
                    .collect(Collectors.toSet())
                    .containsAll(List.of(a, b)));
        }
    }

    @Test
    void a_cursor_that_cannot_be_read_is_too_old_or_from_another_database_is_reset(Vertx vertx) throws Exception {
        TeamSite site = TeamSite.open(vertx);
        long job = site.seed.job(release(site), "pending");
        begin(site, job);
        begin(site, job);
        site.seed.run("DELETE FROM job_events WHERE id = 1");
        for (String cursor : List.of("nonsense", "1-1", Long.MAX_VALUE / 2 + "-1")) {
            try (EventReader console = new EventReader(site.url(EVENTS), "support", cursor)) {
                await().until(() -> console.closed());
                assertThat(console.events()).extracting(EventReader.Event::name).containsExactly("reset");
            }
        }
        try (EventReader busy = opened(site)) {
            String end = busy.events().get(0).id();
            site.seed.run(
                    "INSERT INTO job_events (job_id, kind, actor) SELECT $1, 'log', 'x'"
                            + " FROM generate_series(1, 1001)",
                    job);
            try (EventReader late = new EventReader(site.url(EVENTS), "support", end)) {
                await().until(late::closed);
                assertThat(late.events()).extracting(EventReader.Event::name).containsExactly("reset");
            }
        }
    }

    @Test
    void strangers_and_customers_get_no_stream(Vertx vertx) throws Exception {
        TeamSite site = TeamSite.open(vertx);
        try (EventReader customer = new EventReader(site.url(EVENTS), "customer", null);
                EventReader stranger = new EventReader(site.url(EVENTS), "nobody", null)) {
            assertThat(customer.status()).isEqualTo(403);
            assertThat(stranger.status()).isEqualTo(401);
        }
    }

    @Test
    void a_revoked_session_and_a_lost_role_close_the_stream_within_a_heartbeat(Vertx vertx) throws Exception {
        TeamSite site = TeamSite.open(vertx, Duration.ofMillis(200), 200);
        try (EventReader support = opened(site);
                EventReader admin = new EventReader(site.url(EVENTS), "admin", null);
                EventReader boss = new EventReader(site.url(EVENTS), "super_admin", null)) {
            await().until(() -> boss.raw().stream().anyMatch(line -> line.startsWith(":")));
            site.revoke(Role.SUPPORT);
            site.demote(Role.ADMIN);
            await().until(() -> support.closed() && admin.closed());
            assertThat(boss.closed()).isFalse();
        }
    }

    @Test
    void one_console_too_many_is_told_to_come_back(Vertx vertx) throws Exception {
        TeamSite site = TeamSite.open(vertx, Duration.ofSeconds(15), 1);
        try (EventReader first = opened(site);
                EventReader second = new EventReader(site.url(EVENTS), "support", null)) {
            assertThat(first.status()).isEqualTo(200);
            assertThat(second.status()).isEqualTo(503);
            assertThat(Integer.parseInt(second.header("retry-after"))).isPositive();
        }
    }

    private static EventReader opened(TeamSite site) throws Exception {
        EventReader reader = new EventReader(site.url(EVENTS), "support", null);
        await().until(() -> !reader.events("snapshot").isEmpty());
        return reader;
    }

    private static UUID release(TeamSite site) {
        return site.seed.release(
                site.seed.customer("Ada Berg", "ada@harbour.example"), "Yard opens", "Harbourlight", "paid");
    }

    private static void begin(TeamSite site, long job) {
        Await.get(site.database.inTransaction(tx -> tx.run(
                        "UPDATE jobs SET status = 'processing', lease_until = now() + interval '1 hour' WHERE id = $1",
                        job)
                .compose(done -> append(site, tx, job, Timeline.Kind.JOB, to("processing")))));
    }

    private static JsonObject to(String status) {
        return new JsonObject().put("to", status);
    }

    private static Future<Void> append(TeamSite site, Tx tx, long job, Timeline.Kind kind, JsonObject detail) {
        return site.timeline.append(tx, new Timeline.Entry(job, null, kind, "test", detail));
    }
}
