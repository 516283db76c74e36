package com.bravapress.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do to jobs and types, and how processes share the work. */
@ExtendWith(VertxExtension.class)
class JobControlIT {
    record Parcel(String label) {}

    private static final JobType<Parcel> PARCEL = new JobType<>("parcel", Parcel.class, 3, Duration.ofSeconds(30));

    private Vertx vertx;
    private Bus bus;
    private Database database;
    private JobQueue queue;
    private JobDesk desk;
    private TypeDesk types;
    private final JobStore store = new JobStore();
    private final Queue<String> rested = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void setUp(Vertx vertx) {
        this.vertx = vertx;
        bus = Bus.install(vertx);
        database = TestDatabase.open(vertx);
        queue = new JobQueue(store, bus);
        Rest rest = (tx, job, about, status, error) -> {
            rested.add(status.id());
            return Future.succeededFuture();
        };
        desk = new JobDesk(new Timeline(new TimelineStore(), bus), bus, Map.of("parcel", rest));
        types = new TypeDesk(bus);
    }

    @Test
    void a_waiting_job_that_is_cancelled_never_runs_and_can_be_put_back() {
        long id = later("a");
        assertThat(act(tx -> desk.cancel(tx, id, "admin:ada", "a mistake"))).isEqualTo(JobStatus.CANCELLED);
        assertThat(rested).containsExactly("cancelled");
        assertThat(act(tx -> desk.retry(tx, id, "admin:ada", "no mistake"))).isEqualTo(JobStatus.PENDING);
        work("w", 1, run -> Future.succeededFuture(JobOutcome.done()));
        await().until(() -> status(id) == JobStatus.COMPLETED);
        assertThat(steps(id))
                .containsExactly(
                        "null>pending",
                        "pending>cancelled",
                        "cancelled>pending",
                        "pending>processing",
                        "processing>completed");
    }

    @Test
    void a_running_job_is_asked_to_stop_and_ends_as_cancelled_when_it_heeds() {
        Promise<Void> asked = Promise.promise();
        Queue<Hold> holds = new ConcurrentLinkedQueue<>();
        work(
                "w",
                1,
                run -> run.heartbeat()
                        .beat()
                        .compose(kept -> {
                            holds.add(kept);
                            return asked.future();
                        })
                        .compose(go -> run.heartbeat().beat())
                        .map(hold -> {
                            holds.add(hold);
                            return new JobOutcome.Retry(FailureCategory.SYSTEM, "stopped");
                        }));
        long id = now("a");
        await().until(() -> holds.contains(Hold.KEPT));
        assertThat(act(tx -> desk.cancel(tx, id, "admin:ada", "enough"))).isEqualTo(JobStatus.PROCESSING);
        asked.complete();
        await().until(() -> status(id) == JobStatus.CANCELLED);
        assertThat(holds).containsExactly(Hold.KEPT, Hold.CANCEL_ASKED);
        assertThat(steps(id)).endsWith("processing>cancelled");
    }

    @Test
    void a_wish_to_cancel_does_not_undo_what_was_done_meanwhile() {
        Promise<JobOutcome> outcome = Promise.promise();
        AtomicInteger started = new AtomicInteger();
        work("w", 1, run -> {
            started.incrementAndGet();
            return outcome.future();
        });
        long id = now("a");
        await().until(() -> started.get() == 1);
        act(tx -> desk.cancel(tx, id, "admin:ada", "too late"));
        outcome.complete(JobOutcome.done());
        await().until(() -> status(id) == JobStatus.COMPLETED);
    }

    @Test
    void a_waiting_job_is_put_off_made_due_and_moved_to_the_front() {
        long first = now("first");
        long second = now("second");
        act(tx -> desk.snooze(tx, first, Duration.ofHours(1), "admin:ada", "later"));
        assertThat(due()).containsExactly(second);
        act(tx -> desk.runNow(tx, first, "admin:ada", "now"));
        act(tx -> desk.prioritise(tx, first, 9, "admin:ada", "urgent"));
        Queue<String> order = new ConcurrentLinkedQueue<>();
        work("w", 1, run -> {
            order.add(run.payload().label());
            return Future.succeededFuture(JobOutcome.done());
        });
        await().until(() -> order.size() == 2);
        assertThat(order).containsExactly("first", "second");
        assertThatThrownBy(() -> act(tx -> desk.runNow(tx, first, "admin:ada", "again")))
                .hasMessageContaining("Nothing was changed");
    }

    @Test
    void a_paused_type_is_claimed_by_nobody_until_it_is_resumed() {
        for (String paused : List.of("parcel", TypeDesk.ALL)) {
            Await.get(database.inTransaction(tx -> types.pause(tx, paused, "admin:ada", "the site is down")));
            long id = now("held by " + paused);
            assertThat(claimed(10)).isEmpty();
            Await.get(database.inTransaction(tx -> types.resume(tx, paused)));
            assertThat(claimed(10)).containsExactly(id);
        }
    }

    @Test
    void no_more_than_the_limit_run_at_once_in_all_processes_together() {
        Await.get(database.inTransaction(tx -> types.limit(tx, "parcel", 2)));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        for (String worker : List.of("w1", "w2", "w3")) {
            work(worker, 5, run -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                return vertx.timer(20).map(over -> {
                    running.decrementAndGet();
                    done.incrementAndGet();
                    return JobOutcome.done();
                });
            });
        }
        IntStream.range(0, 30).forEach(n -> now("p" + n));
        await().until(() -> done.get() == 30);
        assertThat(most).hasValue(2);
    }

    @Test
    void work_that_takes_its_time_is_shared_by_the_processes_and_not_hoarded() {
        Map<String, AtomicInteger> shares = new ConcurrentHashMap<>();
        List<NewJob<Parcel>> jobs = IntStream.range(0, 400)
                .mapToObj(n -> NewJob.now(PARCEL, new Parcel("p" + n), null))
                .toList();
        for (String worker : List.of("w1", "w2")) {
            shares.put(worker, new AtomicInteger());
            work(
                    worker,
                    10,
                    run -> vertx.timer(10).map(over -> {
                        shares.get(worker).incrementAndGet();
                        return JobOutcome.done();
                    }));
        }
        assertThat(Await.get(queue.enqueueAll(database, PARCEL, jobs, "test"))).isEqualTo(400);
        await().until(() ->
                shares.values().stream().mapToInt(AtomicInteger::get).sum() == 400);
        assertThat(shares.get("w1").get()).isBetween(160, 240);
    }

    @Test
    void a_backlog_is_worked_off_in_batches_and_every_job_leaves_its_whole_life_behind() {
        AtomicInteger done = new AtomicInteger();
        List<NewJob<Parcel>> jobs = IntStream.range(0, 3_000)
                .mapToObj(n -> NewJob.now(PARCEL, new Parcel("p" + n), "key" + n))
                .toList();
        assertThat(Await.get(queue.enqueueAll(database, PARCEL, jobs, "test"))).isEqualTo(3_000);
        assertThat(Await.get(queue.enqueueAll(database, PARCEL, jobs, "test")))
                .as("they live already")
                .isZero();
        work("w", 10, run -> {
            done.incrementAndGet();
            return Future.succeededFuture(JobOutcome.done());
        });
        await().until(() -> count("SELECT count(*)::int AS n FROM jobs_done") == 3_000);
        assertThat(done).hasValue(3_000);
        assertThat(count("SELECT count(*)::int AS n FROM jobs_live")).isZero();
        assertThat(count("""
                SELECT count(*)::int AS n FROM (
                    SELECT job_id, array_agg(detail ->> 'to' ORDER BY id) AS life FROM job_events GROUP BY job_id) l
                WHERE life = '{pending,processing,completed}'
                """)).isEqualTo(3_000);
    }

    @Test
    void a_job_made_in_another_process_is_heard_of_without_polling() {
        work("w", 1, run -> Future.succeededFuture(JobOutcome.done()));
        Await.get(vertx.deployVerticle(new DoorbellVerticle(bus, database, "here", true)));
        Vertx elsewhere = Vertx.vertx();
        Bus theirs = Bus.install(elsewhere);
        Await.get(elsewhere.deployVerticle(new DoorbellVerticle(theirs, database, "there", false)));
        long id = Await.get(new JobQueue(store, theirs)
                        .enqueue(database, NewJob.now(PARCEL, new Parcel("far"), null), "test"))
                .orElseThrow();
        await().until(() -> status(id) == JobStatus.COMPLETED);
        Await.get(elsewhere.close());
    }

    private long now(String label) {
        return Await.get(queue.enqueue(database, NewJob.now(PARCEL, new Parcel(label), label), "test"))
                .orElseThrow();
    }

    private long later(String label) {
        return Await.get(queue.enqueue(
                        database, NewJob.now(PARCEL, new Parcel(label), label).after(Duration.ofHours(1)), "test"))
                .orElseThrow();
    }

    private JobStatus act(Function<Tx, Future<JobStatus>> work) {
        return Await.get(database.inTransaction(work));
    }

    private List<Long> claimed(int limit) {
        return Await.get(new ClaimStore()
                        .exchange(
                                database,
                                List.of(),
                                "parcel",
                                limit,
                                new ClaimStore.Claimer("w", Duration.ofSeconds(60))))
                .claims()
                .stream()
                .map(Claim::id)
                .toList();
    }

    private List<Long> due() {
        return Await.get(
                database.list("SELECT id FROM jobs_live WHERE run_at <= now() ORDER BY id", row -> row.getLong("id")));
    }

    private List<String> steps(long id) {
        List<String> steps = new ArrayList<>();
        Await.get(new TimelineStore().ofJob(database, id)).stream()
                .filter(seen -> seen.kind().equals("job"))
                .forEach(seen -> steps.add(
                        seen.detail().getString("from") + ">" + seen.detail().getString("to")));
        return steps;
    }

    private JobStatus status(long id) {
        return Await.get(database.one(
                "SELECT status FROM jobs WHERE id = $1", row -> JobStatus.of(row.getString("status")), id));
    }

    private int count(String sql) {
        return Await.get(database.one(sql, row -> row.getInteger("n")));
    }

    /** A poller that would poll only in an hour: what it does, it was told of. */
    private void work(String worker, int places, JobHandler<Parcel> handler) {
        QueueOptions options = new QueueOptions(
                worker, "nobody", Duration.ofSeconds(60), Duration.ofMillis(5), Duration.ofHours(1), 3);
        PeriodicJobs none = new PeriodicJobs(database, store, queue, Clock.systemUTC(), List.of());
        Await.get(vertx.deployVerticle(new JobPollerVerticle(
                bus, database, store, options, List.of(new JobWorker<>(PARCEL, handler, places)), none)));
    }
}
