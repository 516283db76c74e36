package com.bravapress.admin;

import com.bravapress.database.Line;
import com.bravapress.jobs.QueueProbe;
import com.bravapress.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code bench/queue/history.sh}: what a claim and the console's pages cost beside a short and beside a long history of
 * finished jobs. At most 1.5 times as much is the aim.
 */
final class HistoryBench {
    private static final PrintStream OUT = System.out;
    private static final int CHUNK = 50_000;
    private static final int WARM = 200;
    private static final int TIMES = 400;
    private static final int CLAIM = 10;
    private static final double MOST = 1.5;

    // A year's worth, four in a hundred failed, each with its last word in the timeline.
    private static final String FILL = """
            WITH made AS (
                INSERT INTO jobs_done (type, status, data, result, attempts, max_attempts, run_at, created_at,
                    started_at, completed_at, error, error_category)
                SELECT CASE WHEN n % 5 = 0 THEN 'email_notification' ELSE 'noop' END,
                    CASE WHEN n % 25 = 0 THEN 'failed' ELSE 'completed' END, '{"n": 1}', '{}', 1, 3, at, at, at,
                    at + interval '1 second', CASE WHEN n % 25 = 0 THEN 'it broke' END,
                    CASE WHEN n % 25 = 0 THEN 'system' END
                FROM (SELECT n, now() - interval '365 days' * (1 - n::float8 / $3::float8) AS at
                    FROM generate_series($1::int, $2::int) n) old
                RETURNING id, status, completed_at
            )
            INSERT INTO job_events (job_id, kind, actor, at, detail)
            SELECT id, 'job', 'worker:bench', completed_at, jsonb_build_object('from', 'processing', 'to', status)
            FROM made
            """;
    private static final String DUE = """
            INSERT INTO jobs_live (type, data, max_attempts) SELECT 'noop', '{"n": 1}', 3
            FROM generate_series(1, $1::int)
            """;

    private final TeamSite site;
    private final Line line;
    private final HttpClient http = HttpClient.newHttpClient();

    private HistoryBench(Vertx vertx) {
        site = TeamSite.open(vertx);
        line = site.database.line();
    }

    /** Arguments: the short and the long history, in jobs. */
    public static void main(String[] arguments) throws Exception {
        HistoryBench bench = new HistoryBench(Vertx.vertx());
        int few = Integer.parseInt(arguments[0]);
        int many = Integer.parseInt(arguments[1]);
        bench.fill(0, few, many);
        Map<String, double[]> before = bench.measure();
        bench.fill(few, many, many);
        Map<String, double[]> after = bench.measure();
        boolean well = true;
        OUT.printf(Locale.ROOT, "%-28s %10d %10s %12d %10s %8s%n", "ms", few, "p95", many, "p95", "ratio");
        for (String what : before.keySet()) {
            double[] one = before.get(what);
            double[] two = after.get(what);
            double ratio = two[0] / one[0];
            well &= ratio <= MOST;
            OUT.printf(
                    Locale.ROOT,
                    "%-28s %10.2f %10.2f %12.2f %10.2f %8.2f%n",
                    what,
                    one[0],
                    one[1],
                    two[0],
                    two[1],
                    ratio);
        }
        System.exit(well ? 0 : 1);
    }

    private void fill(int from, int to, int all) {
        for (int at = from; at < to; at += CHUNK) {
            Await.get(site.database.run(FILL, at + 1, Math.min(to, at + CHUNK), all));
        }
        Await.get(site.database.run("ANALYZE jobs_done"));
        Await.get(site.database.run("ANALYZE job_events"));
        Await.get(site.database.run("CHECKPOINT").otherwise(0));
    }

    private Map<String, double[]> measure() throws Exception {
        Await.get(site.database.run(DUE, (WARM + TIMES) * CLAIM));
        QueueProbe probe = new QueueProbe();
        Map<String, double[]> seen = new LinkedHashMap<>();
        seen.put("claim and finish " + CLAIM, times(() -> {
            if (Await.get(probe.exchange(line, "noop", CLAIM)) != CLAIM) {
                throw new IllegalStateException("the queue ran dry");
            }
        }));
        Await.get(probe.exchange(line, "nothing", 1));
        seen.put("first page", page("/api/admin/jobs?limit=50"));
        seen.put("page of completed", page("/api/admin/jobs?limit=50&status=completed"));
        seen.put("page of failed", page("/api/admin/jobs?limit=50&status=failed"));
        seen.put("page of a type", page("/api/admin/jobs?limit=50&type=email_notification"));
        String cursor = get("/api/admin/jobs?limit=200").getString("next");
        seen.put("next page", page("/api/admin/jobs?limit=50&after=" + cursor));
        return seen;
    }

    private double[] page(String path) throws Exception {
        return times(() -> get(path));
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.url(path)))
                .header("Authorization", "Bearer admin")
                .header("Accept", "application/json")
                .build();
        JsonObject answer =
                new JsonObject(http.send(request, BodyHandlers.ofString()).body());
        if (answer.getJsonArray("jobs").isEmpty()) {
            throw new IllegalStateException(path + " shows nothing");
        }
        return answer;
    }

    /** The median and the 95th percentile, in ms, of what is warm. */
    private static double[] times(Step step) throws Exception {
        double[] all = new double[TIMES];
        for (int i = -WARM; i < TIMES; i++) {
            long began = System.nanoTime();
            step.run();
            all[Math.max(0, i)] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(all);
        return new double[] {all[TIMES / 2], all[TIMES * 95 / 100]};
    }

    private interface Step {
        void run() throws Exception;
    }
}
