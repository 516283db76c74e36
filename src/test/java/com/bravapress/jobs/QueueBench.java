package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.database.DatabaseAddress;
import com.bravapress.database.Migrations;
import com.bravapress.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Our queue as a peer of the benchmark ({@code bench/queue}): speaks the protocol of its drivers, one command per process,
 * answers {@code @RESULT json}. Instants are ms of the monotonic clock, which all processes of a machine share.
 */
public final class QueueBench {
    private static final JobType<Noop> NOOP = new JobType<>("noop", Noop.class, 3, Duration.ofSeconds(30));
    private static final int CHUNK = 1_000;

    private final Map<String, Integer> options = new HashMap<>();
    private final DatabaseAddress address = DatabaseAddress.parse(System.getenv("PEER_DB_URL"));
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(false));
    private final Bus bus = Bus.install(vertx);
    private final Database database = Database.open(vertx, address);
    private final JobStore store = new JobStore();
    private final JobQueue queue = new JobQueue(store, bus);

    record Noop(int seq, String event, String type) {
        static Noop of(int seq) {
            return new Noop(seq, "evt_1PeerBench0000000000000", "invoice.paid");
        }
    }

    /** The command, then options as {@code key=value} (whole numbers; others are not for us). */
    public static void main(String[] args) throws Exception {
        QueueBench bench = new QueueBench();
        Arrays.stream(args)
                .skip(1)
                .map(arg -> arg.split("=", 2))
                .filter(pair -> pair[1].matches("\\d+"))
                .forEach(pair -> bench.options.put(pair[0], Integer.parseInt(pair[1])));
        print("RESULT", bench.run(args[0]));
        System.exit(0);
    }

    private JsonObject run(String command) throws Exception {
        return switch (command) {
            case "setup" -> {
                Migrations.migrate(address);
                yield new JsonObject();
            }
            case "enqueue" -> enqueue();
            case "fill" -> {
                bulk(0, option("n"));
                yield new JsonObject();
            }
            case "drain" -> drain();
            case "worker" -> worker();
            case "produce" -> {
                Await.get(vertx.deployVerticle(new DoorbellVerticle(bus, database, "producer", false)));
                yield new JsonObject().put("jobs", produce());
            }
            case "inproc" -> inProcess();
            default -> throw new IllegalArgumentException(command);
        };
    }

    private int option(String name) {
        return options.get(name);
    }

    private JsonObject enqueue() {
        int warm = option("warm");
        int n = option("n");
        loops(warm, seq -> add(-1 - seq));
        double start = now();
        loops(n, seq -> add(seq));
        double single = now() - start;
        bulk(-warm, 0);
        start = now();
        bulk(0, n);
        double bulk = now() - start;
        return new JsonObject().put("onePerSec", n * 1000 / single).put("bulkPerSec", n * 1000 / bulk);
    }

    private Future<?> add(int seq) {
        return queue.enqueue(database, NewJob.now(NOOP, Noop.of(seq), null), "bench");
    }

    private void loops(int n, IntFunction<Future<?>> step) {
        AtomicInteger next = new AtomicInteger();
        Await.get(Future.all(IntStream.range(0, option("conc"))
                .mapToObj(caller -> onLoop(next, n, step))
                .toList()));
    }

    private Future<?> onLoop(AtomicInteger next, int n, IntFunction<Future<?>> step) {
        Promise<Void> done = Promise.promise();
        var context = vertx.getOrCreateContext();
        context.runOnContext(go -> again(next, n, step, done));
        return done.future();
    }

    private static void again(AtomicInteger next, int n, IntFunction<Future<?>> step, Promise<Void> done) {
        int seq = next.getAndIncrement();
        if (seq >= n) {
            done.complete();
        } else {
            step.apply(seq).onSuccess(added -> again(next, n, step, done)).onFailure(done::fail);
        }
    }

    private void bulk(int from, int to) {
        int chunks = (to - from + CHUNK - 1) / CHUNK;
        AtomicInteger next = new AtomicInteger();
        Await.get(Future.all(IntStream.range(0, 2)
                .mapToObj(caller -> onLoop(next, chunks, chunk -> {
                    int start = from + chunk * CHUNK;
                    List<NewJob<Noop>> jobs = IntStream.range(start, Math.min(to, start + CHUNK))
                            .mapToObj(seq -> NewJob.now(NOOP, Noop.of(seq), null))
                            .toList();
                    return queue.enqueueAll(database, NOOP, jobs, "bench");
                }))
                .toList()));
    }

    private void work(IntConsumer onJob) {
        JobHandler<Noop> handler = run -> {
            onJob.accept(run.payload().seq());
            return Future.succeededFuture(JobOutcome.done());
        };
        QueueOptions as = new QueueOptions(
                "bench", "nobody", Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofSeconds(1), 3);
        PeriodicJobs none = new PeriodicJobs(database, store, queue, Clock.systemUTC(), List.of());
        Await.get(vertx.deployVerticle(new DoorbellVerticle(bus, database, "worker", true)));
        Await.get(vertx.deployVerticle(new JobPollerVerticle(
                bus, database, store, as, List.of(new JobWorker<>(NOOP, handler, option("conc"))), none)));
    }

    private JsonObject drain() throws Exception {
        int n = option("n");
        Promise<Double> all = Promise.promise();
        double[] first = {0};
        double[] last = {0};
        double[] gap = {0};
        int[] seen = {0};
        work(seq -> {
            double at = now();
            if (seen[0] == 0) {
                first[0] = at;
                last[0] = at;
            }
            gap[0] = Math.max(gap[0], at - last[0]);
            last[0] = at;
            if (++seen[0] == n) {
                all.complete(at);
            }
        });
        double handled = Await.get(all.future());
        double end = untilNoneIsLeft();
        Await.get(vertx.timer(500));
        return new JsonObject()
                .put("jobsPerSec", n * 1000 / (end - first[0]))
                .put("firstAt", first[0])
                .put("handledMs", handled - first[0])
                .put("completedMs", end - first[0])
                .put("longestGapMs", gap[0])
                .put("seen", seen[0])
                .put("rssMb", memory("VmRSS"))
                .put("peakRssMb", memory("VmHWM"));
    }

    private double untilNoneIsLeft() {
        while (Await.get(database.one(
                        "SELECT count(*)::int AS n FROM jobs WHERE status NOT IN ('completed', 'failed')",
                        row -> row.getInteger("n")))
                > 0) {
            Await.get(vertx.timer(5));
        }
        return now();
    }

    private JsonObject worker() throws Exception {
        JsonObject starts = new JsonObject();
        work(seq -> {
            starts.put(Integer.toString(seq), now());
            if (starts.size() == option("expect")) {
                print("ALL", new JsonObject());
            }
        });
        print("READY", new JsonObject());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null && !line.equals("stop")) {
            line = in.readLine();
        }
        return new JsonObject().put("starts", starts.copy());
    }

    private JsonArray produce() {
        JsonArray jobs = new JsonArray();
        for (int seq = -option("warm"); seq < option("n"); seq++) {
            Await.get(vertx.timer(ThreadLocalRandom.current().nextInt(option("gapMin"), option("gapMax") + 1)));
            double sent = now();
            Await.get(add(seq));
            jobs.add(new JsonArray().add(seq).add(sent).add(now()));
        }
        return jobs;
    }

    private JsonObject inProcess() {
        JsonObject starts = new JsonObject();
        work(seq -> starts.put(Integer.toString(seq), now()));
        JsonArray jobs = produce();
        Await.get(vertx.timer(Math.max(1, options.getOrDefault("settle", 500))));
        return new JsonObject().put("jobs", jobs).put("starts", starts.copy());
    }

    private static double now() {
        return System.nanoTime() / 1e6;
    }

    private static double memory(String key) throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElse(-1);
    }

    private static void print(String tag, JsonObject value) {
        System.out.println("@" + tag + " " + value.encode());
        System.out.flush();
    }
}
