package com.bravapress.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class JobQueueIT {
    record Parcel(String label) {}

    private static final JobType<Parcel> PARCEL = new JobType<>("parcel", Parcel.class, 3, Duration.ofSeconds(30));

    private Vertx vertx;
    private Bus bus;
    private Database database;
    private final JobStore store = new JobStore();
    private JobQueue queue;

    @BeforeEach
    void setUp(Vertx vertx) {
        this.vertx = vertx;
        bus = Bus.install(vertx);
        database = TestDatabase.open(vertx);
        queue = new JobQueue(store, bus);
    }

    @Test
    void a_job_runs_once_and_leaves_its_whole_life_in_the_timeline() {
        Queue<String> ran = new ConcurrentLinkedQueue<>();
        deploy(options("w1", Duration.ofSeconds(60)), 2, run -> {
            ran.add(run.payload().label());
            return Future.succeededFuture(new JobOutcome.Done(new JsonObject().put("ok", true)));
        });
        long id = enqueue("a", "a").orElseThrow();
        await().until(() -> status(id) == JobStatus.COMPLETED);
        assertThat(ran).containsExactly("a");
        List<String> steps = Await.get(new TimelineStore().ofJob(database, id)).stream()
                .map(seen ->
                        seen.detail().getString("from") + ">" + seen.detail().getString("to"))
                .toList();
        assertThat(steps).containsExactly("null>pending", "pending>processing", "processing>completed");
    }

    @Test
    void fifty_enqueues_of_one_key_make_one_live_job() {
        List<Future<Optional<Long>>> tries = IntStream.range(0, 50)
                .mapToObj(n -> database.inTransaction(
                        tx -> queue.enqueue(tx, NewJob.now(PARCEL, new Parcel("x"), "same"), "test")))
                .toList();
        Await.get(Future.all(tries));
        assertThat(tries.stream().filter(each -> each.result().isPresent())).hasSize(1);
    }

    @Test
    void two_claimers_never_get_the_same_job() {
        IntStream.range(0, 40).forEach(n -> enqueue("p" + n, "p" + n));
        List<Future<List<Claim>>> claims = IntStream.range(0, 8)
                .mapToObj(n -> claim(10, Duration.ofSeconds(60), "w" + n))
                .toList();
        Await.get(Future.all(claims));
        List<Long> ids =
                claims.stream().flatMap(c -> c.result().stream()).map(Claim::id).toList();
        assertThat(ids).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void urgent_jobs_are_claimed_first_and_delayed_ones_not_before_their_time() {
        enqueue("normal", "1");
        Await.get(database.inTransaction(tx ->
                queue.enqueue(tx, NewJob.now(PARCEL, new Parcel("urgent"), "2").at(5), "test")));
        Await.get(database.inTransaction(tx ->
                queue.enqueue(tx, NewJob.now(PARCEL, new Parcel("later"), "3").after(Duration.ofHours(1)), "test")));
        List<String> order = Await.get(claim(10, Duration.ofSeconds(60), "w")).stream()
                .map(claim -> new JsonObject(claim.data()).getString("label"))
                .toList();
        assertThat(order).containsExactly("urgent", "normal");
    }

    @Test
    void a_retryable_failure_comes_back_after_the_backoff_until_no_attempt_is_left() {
        AtomicInteger attempts = new AtomicInteger();
        deploy(options("w1", Duration.ofSeconds(60)), 1, run -> {
            attempts.incrementAndGet();
            return Future.succeededFuture(new JobOutcome.Retry(FailureCategory.WIRE, "no answer"));
        });
        long id = enqueue("a", "a").orElseThrow();
        await().until(() -> status(id) == JobStatus.FAILED);
        assertThat(attempts).hasValue(3);
        String error = Await.get(database.one(
                "SELECT error || '/' || error_category AS e FROM jobs WHERE id = $1", row -> row.getString("e"), id));
        assertThat(error).isEqualTo("no answer/wire");
    }

    @Test
    void a_handler_that_throws_is_retried_as_a_system_failure() {
        AtomicInteger attempts = new AtomicInteger();
        deploy(options("w1", Duration.ofSeconds(60)), 1, run -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("boom");
            }
            return Future.succeededFuture(JobOutcome.done());
        });
        long id = enqueue("a", "a").orElseThrow();
        await().until(() -> status(id) == JobStatus.COMPLETED);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void an_attempt_that_was_rescued_can_write_nothing_any_more() {
        long id = enqueue("a", "a").orElseThrow();
        Claim first = Await.get(claim(1, Duration.ofMillis(1), "dead")).get(0);
        await().until(() -> Await.get(store.rescue(database, "nobody", 3)).size() == 1);
        Claim second = Await.get(claim(1, Duration.ofSeconds(60), "alive")).get(0);
        assertThat(second.id()).isEqualTo(id);
        Settlement done = Settlement.of(JobOutcome.done(), first, PARCEL, Duration.ofMinutes(5));
        assertThat(Await.get(store.beat(database, first, Duration.ofSeconds(60))))
                .isEqualTo(Hold.LOST);
        assertThat(Await.get(store.settle(database, first, done, "w"))).isFalse();
        assertThat(status(id)).isEqualTo(JobStatus.PROCESSING);
        assertThat(Await.get(store.settle(database, second, done, "w"))).isTrue();
        assertThat(status(id)).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void jobs_of_a_former_self_are_rescued_without_waiting_for_the_lease() {
        long id = enqueue("a", "a").orElseThrow();
        Await.get(claim(1, Duration.ofHours(1), "host/1"));
        deploy(
                new QueueOptions("host/1", "host/1", Duration.ofSeconds(60), Duration.ofMillis(5), poll(), 3),
                1,
                run -> Future.succeededFuture(JobOutcome.done()));
        await().until(() -> status(id) == JobStatus.COMPLETED);
    }

    @Test
    void a_job_that_keeps_killing_its_worker_waits_for_a_person() {
        long id = enqueue("a", "a").orElseThrow();
        for (int crash = 1; crash <= 3; crash++) {
            assertThat(Await.get(claim(1, Duration.ofHours(1), "w"))).hasSize(1);
            Await.get(store.rescue(database, "w", 3));
        }
        assertThat(status(id)).isEqualTo(JobStatus.NEEDS_ATTENTION);
    }

    @Test
    void shutdown_hands_running_jobs_back_unharmed() {
        Promise<JobOutcome> never = Promise.promise();
        AtomicInteger started = new AtomicInteger();
        String deployment = deploy(options("w1", Duration.ofSeconds(60)), 1, run -> {
            started.incrementAndGet();
            return never.future();
        });
        long id = enqueue("a", "a").orElseThrow();
        await().until(() -> started.get() == 1);
        Await.get(vertx.undeploy(deployment));
        assertThat(status(id)).isEqualTo(JobStatus.RETRYING);
    }

    @Test
    void an_attempt_that_takes_too_long_is_a_failure_and_its_place_is_free_again() {
        JobType<Parcel> impatient = new JobType<>("parcel", Parcel.class, 1, Duration.ofMillis(150));
        Promise<JobOutcome> never = Promise.promise();
        AtomicInteger started = new AtomicInteger();
        deploy(options("w1", Duration.ofSeconds(60)), impatient, 1, run -> {
            started.incrementAndGet();
            return run.payload().label().equals("stuck") ? never.future() : Future.succeededFuture(JobOutcome.done());
        });
        long stuck = enqueue(impatient, "stuck", "a");
        long next = enqueue(impatient, "next", "b");
        await().until(() -> status(stuck) == JobStatus.FAILED && status(next) == JobStatus.COMPLETED);
        assertThat(started).hasValue(2);
    }

    @Test
    void whoever_a_job_is_about_hears_that_it_failed_in_the_same_transaction() {
        JobType<Parcel> once = new JobType<>("parcel", Parcel.class, 1, Duration.ofSeconds(30));
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        JobHandler<Parcel> failing = new JobHandler<>() {
            @Override
            public Future<JobOutcome> run(JobRun<Parcel> run) {
                return Future.succeededFuture(new JobOutcome.Retry(FailureCategory.WIRE, "no answer"));
            }

            @Override
            public Future<Void> cameToRest(Tx tx, long jobId, UUID about, JobStatus status, String error) {
                heard.add(status + " " + error);
                return tx.run("INSERT INTO alerts (kind, dedupe_key, message) VALUES ('k', $1, 'm')", "job" + jobId)
                        .mapEmpty();
            }
        };
        deploy(options("w1", Duration.ofSeconds(60)), once, 1, failing);
        long id = enqueue(once, "a", "a");
        await().until(() -> status(id) == JobStatus.FAILED);
        assertThat(heard).containsExactly("FAILED no answer");
        int alerts = Await.get(database.one("SELECT count(*)::int AS n FROM alerts", row -> row.getInteger("n")));
        assertThat(alerts).isEqualTo(1);
    }

    @Test
    void what_was_not_the_jobs_own_failure_does_not_lengthen_its_backoff() {
        Claim afterTwentySnoozes = new Claim(1, "parcel", 21, 23, null, "{}", false);
        Settlement retry = Settlement.of(
                new JobOutcome.Retry(FailureCategory.WIRE, "no"), afterTwentySnoozes, PARCEL, Duration.ofMinutes(5));
        assertThat(retry.delay()).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));
    }

    @Test
    void a_claim_that_answers_while_the_server_stops_is_handed_back_at_once() {
        AtomicInteger started = new AtomicInteger();
        String deployment = deploy(options("w1", Duration.ofSeconds(60)), PARCEL, 40, run -> {
            started.incrementAndGet();
            return Promise.<JobOutcome>promise().future();
        });
        // Stopped without waiting for the claims that these hints set off.
        List<Long> ids = IntStream.range(0, 20)
                .mapToObj(n -> enqueue("p" + n, "p" + n).orElseThrow())
                .toList();
        Await.get(vertx.undeploy(deployment));
        assertThat(ids).allMatch(id -> status(id) == JobStatus.RETRYING || status(id) == JobStatus.PENDING);
        int rescues = Await.get(database.one("SELECT sum(rescues)::int AS n FROM jobs", row -> row.getInteger("n")));
        assertThat(rescues).isZero();
    }

    @Test
    void a_periodic_job_is_made_once_per_period_whoever_asks() {
        PeriodicJobs periodic =
                periodic(List.of(new PeriodicJobs.Periodic<>(PARCEL, new Parcel("sweep"), Duration.ofDays(365))));
        Await.get(Future.all(periodic.ensure(), periodic.ensure(), periodic.ensure()));
        int count = Await.get(database.one("SELECT count(*)::int AS n FROM jobs", row -> row.getInteger("n")));
        assertThat(count).isEqualTo(1);
    }

    @Test
    void the_database_knows_the_same_statuses_as_the_code() {
        for (String part : List.of("jobs_live", "jobs_done")) {
            String bounds = Await.get(database.one(
                    "SELECT pg_get_expr(relpartbound, oid) AS b FROM pg_class WHERE relname = $1",
                    row -> row.getString("b"),
                    part));
            assertThat(bounds.replaceAll("FOR VALUES IN \\(|[')]", "").split(", "))
                    .containsExactlyInAnyOrder(Stream.of(JobStatus.values())
                            .filter(status -> status.isTerminal() == part.equals("jobs_done"))
                            .map(JobStatus::id)
                            .toArray(String[]::new));
        }
    }

    private Future<List<Claim>> claim(int limit, Duration lease, String worker) {
        return new ClaimStore()
                .exchange(database, List.of(), "parcel", limit, new ClaimStore.Claimer(worker, lease))
                .map(ClaimStore.Exchange::claims);
    }

    private Optional<Long> enqueue(String label, String key) {
        return Await.get(
                database.inTransaction(tx -> queue.enqueue(tx, NewJob.now(PARCEL, new Parcel(label), key), "test")));
    }

    private JobStatus status(long id) {
        return Await.get(database.one(
                "SELECT status FROM jobs WHERE id = $1", row -> JobStatus.of(row.getString("status")), id));
    }

    private long enqueue(JobType<Parcel> type, String label, String key) {
        return Await.get(database.inTransaction(
                        tx -> queue.enqueue(tx, NewJob.now(type, new Parcel(label), key), "test")))
                .orElseThrow();
    }

    private String deploy(QueueOptions options, int places, JobHandler<Parcel> handler) {
        return deploy(options, PARCEL, places, handler);
    }

    private String deploy(QueueOptions options, JobType<Parcel> type, int places, JobHandler<Parcel> handler) {
        return Await.get(vertx.deployVerticle(new JobPollerVerticle(
                bus, database, store, options, List.of(new JobWorker<>(type, handler, places)), periodic(List.of()))));
    }

    private PeriodicJobs periodic(List<PeriodicJobs.Periodic<?>> all) {
        return new PeriodicJobs(database, store, queue, Clock.systemUTC(), all);
    }

    private static QueueOptions options(String worker, Duration lease) {
        return new QueueOptions(worker, "nobody", lease, Duration.ofMillis(5), poll(), 3);
    }

    private static Duration poll() {
        return Duration.ofMillis(100);
    }
}
