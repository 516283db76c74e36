package com.bravapress.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.database.Database;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import com.bravapress.wire.ArtifactStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CleanupIT {
    private static final String JOB = """
            INSERT INTO jobs (type, status, data, max_attempts, submission_id, created_at, completed_at, lease_until)
            VALUES ($1, $2::text, '{}', 3, $3, now() - $4::int * interval '1 day', now() - $4::int * interval '1 day',
                CASE WHEN $2::text = 'processing' THEN now() END)
            RETURNING id
            """;

    private Database database;
    private final AtomicInteger beats = new AtomicInteger();

    @BeforeEach
    void setUp(Vertx vertx) {
        database = TestDatabase.open(vertx);
    }

    @Test
    void old_entries_of_the_timeline_go_batch_by_batch_and_young_ones_stay() {
        run("INSERT INTO job_events (kind, actor, at) SELECT 'log', 'test', now() - interval '181 days'"
                + " FROM generate_series(1, 7)");
        run("INSERT INTO job_events (kind, actor, at) VALUES ('log', 'test', now() - interval '179 days')");
        JsonObject removed = sweep(true, new CleanupHandler.Sweep("timeline", 3, new TimelineStore()::sweep));
        assertThat(removed.getInteger("timeline")).isEqualTo(7);
        assertThat(count("job_events")).isEqualTo(1);
        assertThat(beats).as("one after each batch").hasValue(3);
    }

    @Test
    void a_job_that_was_taken_away_sweeps_no_further() {
        run("INSERT INTO job_events (kind, actor, at) SELECT 'log', 'test', now() - interval '181 days'"
                + " FROM generate_series(1, 7)");
        JsonObject removed = sweep(
                false,
                new CleanupHandler.Sweep("timeline", 3, new TimelineStore()::sweep),
                new CleanupHandler.Sweep("jobs", 3, new HistoryStore()::sweep));
        assertThat(removed).isEqualTo(new JsonObject().put("timeline", 3));
        assertThat(count("job_events")).isEqualTo(4);
    }

    @Test
    void pictures_go_after_thirty_days_and_their_steps_stay() {
        long job = job("failed", 40);
        run("INSERT INTO artifacts (job_id, kind, content_type, bytes, created_at)"
                + " SELECT " + job + ", 'dom', 'text/plain', 'x', now() - n * interval '1 day'"
                + " FROM unnest(ARRAY[29, 31, 32]) n");
        run("INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, artifact_id)"
                + " SELECT job_id, '" + release() + "', 1, 'login', false, id FROM artifacts");
        JsonObject removed = sweep(true, new CleanupHandler.Sweep("artifacts", 1, new ArtifactStore()::sweep));
        assertThat(removed.getInteger("artifacts")).isEqualTo(2);
        assertThat(count("artifacts")).isEqualTo(1);
        assertThat(count("wire_steps")).isEqualTo(3);
    }

    @Test
    void finished_jobs_go_after_half_a_year_and_living_ones_never() {
        job("completed", 181);
        job("failed", 200);
        job("cancelled", 300);
        job("completed", 179);
        for (String living : List.of("pending", "processing", "retrying", "needs_attention")) {
            job(living, 400);
        }
        assertThat(sweep(true, jobs()).getInteger("jobs")).isEqualTo(3);
        assertThat(count("jobs")).isEqualTo(5);
    }

    @Test
    void a_click_that_may_have_happened_is_kept_until_its_release_is_over() {
        String open = release();
        String over = release();
        run("UPDATE press_release_submissions SET status = 'completed' WHERE id = '" + over + "'");
        for (String release : List.of(open, over)) {
            run("INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, state) VALUES ("
                    + job("failed", 200) + ", '" + release + "', 1, 'submit', true, 'in_doubt')");
        }
        assertThat(sweep(true, jobs()).getInteger("jobs")).isEqualTo(1);
        String kept =
                Await.get(database.one("SELECT submission_id::text AS s FROM wire_steps", row -> row.getString("s")));
        assertThat(kept).isEqualTo(open);
    }

    private static CleanupHandler.Sweep jobs() {
        return new CleanupHandler.Sweep("jobs", 2, new HistoryStore()::sweep);
    }

    private JsonObject sweep(boolean ours, CleanupHandler.Sweep... sweeps) {
        JobRun<CleanupHandler.Cleanup> run = new JobRun<>(1, 1, 3, null, new CleanupHandler.Cleanup(), () -> {
            beats.incrementAndGet();
            return Future.succeededFuture(ours ? Hold.KEPT : Hold.LOST);
        });
        JobOutcome outcome = Await.get(new CleanupHandler(database, List.of(sweeps)).run(run));
        return ((JobOutcome.Done) outcome).result();
    }

    private long job(String status, int daysAgo) {
        return Await.get(database.one(JOB, row -> row.getLong("id"), "cleanup", status, null, daysAgo));
    }

    private String release() {
        return Await.get(database.one("""
                WITH who AS (
                    INSERT INTO auth.users (email, password_hash, accepted_terms_at)
                    VALUES (gen_random_uuid() || '@x.example', 'x', now()) RETURNING id)
                INSERT INTO press_release_submissions (user_id) SELECT id FROM who RETURNING id::text AS id
                """, row -> row.getString("id")));
    }

    private void run(String sql) {
        int unused = Await.get(database.run(sql));
    }

    private long count(String table) {
        return Await.get(database.one("SELECT count(*) AS n FROM " + table, row -> row.getLong("n")));
    }
}
