package com.bravapress.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The fault campaign: {@code bin/chaos --minutes 30 --kills 1000 [--seed n]}, or {@code bin/chaos --planted} for the bugs
 * that the checker must catch, or one of the {@link Outages}. Ends with 1 when anything was violated.
 */
public final class Chaos {
    private static final int IN_FLIGHT = 10;
    private static final long DRAIN_SECONDS = 300;
    private static final double MOST_FOR_PEOPLE = 0.005;
    private static final double RESCUE_SECONDS = 75;
    private static final long MOST_TEMPORARY = 200L << 20;

    private final World world;
    private final Path result;
    private final long seed;
    private final Tally tally = new Tally();
    private final List<String> surprises = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger paid = new AtomicInteger();
    private final AtomicInteger unserved = new AtomicInteger();
    private long peakTemporary;

    Chaos(World world, Path result, long seed) {
        this.world = world;
        this.result = result;
        this.seed = seed;
    }

    /** See the class. */
    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        long seed = Long.parseLong(option(words, "--seed").orElse("" + new Random().nextInt(1_000_000)));
        Path folder = Path.of(option(words, "--dir")
                .orElse("target/chaos/" + seed + "-" + ProcessHandle.current().pid()));
        Files.createDirectories(folder);
        int code;
        try (World world =
                new World(folder, Integer.parseInt(option(words, "--browsers").orElse("2")))) {
            if (words.contains("--stop") || words.contains("--away")) {
                Outages outages = new Outages(world);
                Outages.Report report = words.contains("--stop")
                        ? outages.stop(Integer.parseInt(option(words, "--stop").orElse("50")))
                        : outages.away(Duration.ofSeconds(
                                Long.parseLong(option(words, "--away").orElse("120"))));
                say(report.figures().put("wrong", report.wrong()).encodePrettily());
                code = report.isWell() ? 0 : 1;
            } else if (words.contains("--planted")) {
                code = new PlantedBugs(world).all(option(words, "--planted").filter(each -> !each.startsWith("--")))
                        ? 0
                        : 1;
            } else {
                Duration length = Duration.ofSeconds(Math.round(
                        60 * Double.parseDouble(option(words, "--minutes").orElse("3"))));
                int kills = Integer.parseInt(option(words, "--kills").orElse("" + length.toSeconds() / 3));
                code = new Chaos(world, folder.resolve("result.json"), seed).run(length, kills) ? 0 : 1;
            }
        }
        System.exit(code);
    }

    private static Optional<String> option(List<String> words, String name) {
        int at = words.indexOf(name);
        return at < 0 || at + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    /** Deals {@code kills} kills in {@code length}, lets everything come to rest, and checks; whether all held. */
    boolean run(Duration length, int kills) throws Exception {
        say("seed " + seed + ", " + length.toSeconds() + " s, " + kills + " kills wanted, in " + world.folder);
        world.house(2);
        world.open();
        ScheduledExecutorService later = Executors.newScheduledThreadPool(4);
        Injector injector = new Injector(world, seed, tally, later);
        later.execute(() -> feed(new Payer(world)));
        later.execute(() -> feed(new Payer(world)));
        long begun = System.nanoTime();
        long end = begun + length.toNanos();
        long told = begun;
        Random gaps = new Random(seed ^ 0x5eed);
        while (System.nanoTime() < end && tally.kills() < kills) {
            surprised(injector::supervise);
            surprised(injector::strike);
            long left = end - System.nanoTime();
            long each = left / Math.max(1, kills - tally.kills()) / 1_000_000;
            // Blows that kill nobody take their share of the time.
            pause((long) Math.max(100, Math.min(4_000, each * 0.45 * (0.4 + gaps.nextDouble() * 1.2))));
            if (System.nanoTime() - told > 10_000_000_000L) {
                told = System.nanoTime();
                progress(begun);
            }
        }
        over.set(true);
        boolean well = rest(injector, later);
        later.shutdownNow();
        return well;
    }

    private void feed(Payer payer) {
        while (!over.get()) {
            try {
                long waiting = world.count("SELECT count(*) FROM press_release_submissions WHERE status IN"
                        + " ('payment_pending', 'paid', 'processing')");
                if (waiting < IN_FLIGHT) {
                    payer.pay();
                    paid.incrementAndGet();
                } else {
                    pause(300);
                }
            } catch (IOException | SQLException | RuntimeException away) {
                unserved.incrementAndGet();
                pause(500);
            }
        }
    }

    /** Faults end, everything is started again and drains; then the checker reads. */
    private boolean rest(Injector injector, ScheduledExecutorService later) throws Exception {
        say("the faults end; waiting for everything to come to rest");
        for (AppProcess each : world.all()) {
            if (each.isFrozen()) {
                each.thaw();
            }
        }
        world.control("DELETE", "/wire/faults", null);
        world.control("DELETE", "/stripe/faults", null);
        say(world.redeliver() + " dropped events are delivered after all");
        boolean drained = World.within(DRAIN_SECONDS, () -> {
            surprised(injector::supervise);
            pause(500);
            return world.isAtRest();
        });
        sample();
        List<Double> rescues = tally.rescues(world);
        Checker.Verdict verdict = new Checker(world).check();
        List<String> wrong = new ArrayList<>(verdict.violations());
        if (!drained) {
            wrong.add("not_drained: something is still on its way after " + DRAIN_SECONDS + " s");
        }
        int doubts = verdict.count("needs_person");
        if (doubts > Math.max(1, MOST_FOR_PEOPLE * verdict.count("paid"))) {
            wrong.add("too_many_for_people: " + doubts + " of " + verdict.count("paid"));
        }
        double p99 = Tally.percentile(rescues, 0.99);
        int slow = tally.faults("SIGTERM_TOOK_TOO_LONG");
        if (slow > 0) {
            wrong.add("sigterm: " + slow + " processes did not end within 30 s");
        }
        if (p99 > RESCUE_SECONDS) {
            wrong.add("rescue_too_late: p99 " + p99 + " s");
        }
        console(wrong);
        world.shut();
        List<String> left = leftovers();
        left.forEach(each -> wrong.add("leaked_process: " + each));
        if (peakTemporary > MOST_TEMPORARY) {
            wrong.add("temporary_files: " + (peakTemporary >> 20) + " MB");
        }
        JsonObject all = tally.json()
                .put("seed", seed)
                .mergeIn(Tally.json(new Checker.Verdict(wrong, verdict.counts(), verdict.people())))
                .put("paid", verdict.count("paid"))
                .put("requests_unserved", unserved.get())
                .put("rescues", rescues.size())
                .put("rescue_p50_s", Tally.percentile(rescues, 0.5))
                .put("rescue_p99_s", p99)
                .put("leaked_processes", left.size())
                .put("temporary_mb_peak", peakTemporary >> 20)
                .put("people", new JsonArray(verdict.people()))
                .put("surprises", new JsonArray(surprises));
        Tally.write(result, all);
        System.out.println(all.encodePrettily());
        return wrong.isEmpty();
    }

    /**
     * What the console shows after all this is what the database holds. Follow-up jobs go on moving at rest, so a shown
     * status must be one that the job has had since the list was asked for: an older one is stale.
     */
    private void console(List<String> wrong) throws IOException, SQLException {
        World.await("the site", 60, () -> world.answers(world.site() + "/health/ready"));
        JsonObject login = new JsonObject().put("email", World.ADMIN).put("password", World.PASSWORD);
        String token = new JsonObject(world.send("POST", world.site() + "/api/auth/login", login.encode(), null)
                        .body())
                .getString("token");
        String asked = world.query("SELECT clock_timestamp()::text").get(0).get(0);
        JsonObject shown = new JsonObject(world.send("GET", world.site() + "/api/admin/jobs?limit=200", null, token)
                .body());
        for (Object entry : shown.getJsonArray("jobs", new JsonArray())) {
            JsonObject job = (JsonObject) entry;
            long id = Long.parseLong("" + job.getValue("id"));
            List<List<String>> held = world.query(
                    "SELECT status FROM jobs WHERE id = ? UNION SELECT detail ->> 'from' FROM job_events"
                            + " WHERE job_id = ? AND kind = 'job' AND at >= ?::timestamptz",
                    id,
                    id,
                    asked);
            if (held.stream().noneMatch(each -> job.getString("status").equals(each.get(0)))) {
                wrong.add("console: job " + job.getValue("id") + " is shown as " + job.getString("status"));
            }
        }
        if (shown.getJsonArray("jobs", new JsonArray()).isEmpty()) {
            wrong.add("console: it shows no job");
        }
    }

    private List<String> leftovers() {
        List<String> marks =
                world.all().stream().map(each -> each.dataDir.toString()).toList();
        World.within(
                10,
                () -> marks.stream().allMatch(mark -> Signals.with(mark + "/").isEmpty()));
        return marks.stream().flatMap(mark -> Signals.with(mark + "/").stream()).toList();
    }

    /** Files that come and go: not the driver and class archive, which are unpacked once, nor logs and kept mail. */
    private void sample() {
        long sum = 0;
        for (AppProcess each : world.all()) {
            sum += size(each.dataDir.toFile());
        }
        peakTemporary = Math.max(peakTemporary, sum);
    }

    private static long size(File file) {
        if (file.getName().matches("playwright-.*|outbox|.*\\.log")) {
            return 0;
        }
        File[] inside = file.listFiles();
        long sum = inside == null ? file.length() : 0;
        for (File each : inside == null ? new File[0] : inside) {
            sum += size(each);
        }
        return sum;
    }

    private void progress(long begun) {
        surprised(() -> {
            sample();
            String states = world.query(
                            "SELECT string_agg(n || ' ' || status, ', ' ORDER BY status) FROM (SELECT status,"
                                    + " count(*) AS n FROM press_release_submissions GROUP BY 1) s")
                    .get(0)
                    .get(0);
            say((System.nanoTime() - begun) / 1_000_000_000 + " s: " + tally.kills() + " kills, " + paid.get()
                    + " paid, " + states);
            Tally.write(
                    result,
                    tally.json().put("seed", seed).put("paid", paid.get()).put("running", true));
        });
    }

    /** The campaign outlives its own surprises, and tells them. */
    private void surprised(Step step) {
        try {
            step.run();
        } catch (MisplacedFailpoint e) {
            throw e;
        } catch (Exception e) {
            if (surprises.size() < 100) {
                surprises.add(e.toString());
            }
        }
    }

    /** A failpoint has no place in the program any more: nothing that is counted would be true. */
    static final class MisplacedFailpoint extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MisplacedFailpoint(String log) {
            super(log);
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
