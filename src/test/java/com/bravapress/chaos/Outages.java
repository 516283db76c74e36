package com.bravapress.chaos;

import com.bravapress.payments.Signed;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole house that is told to stop in the middle of its work, or whose database hangs or is away: as briefly as
 * {@code bin/test} has time for, or as long as one likes by {@code bin/chaos --stop 50 --browsers 13} and {@code bin/chaos --away 120}.
 */
final class Outages {
    private static final int DRAIN_SECONDS = 300;
    private static final int UNAVAILABLE = 503;
    private static final Duration EXIT_WITHIN = Duration.ofSeconds(30);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final long ASK_EVERY_MS = 5_000;

    private final World world;

    Outages(World world) {
        this.world = world;
    }

    /** What was seen, and what of it should not have been. */
    record Report(JsonObject figures, List<String> wrong) {
        boolean isWell() {
            return wrong.isEmpty();
        }
    }

    /** SIGTERM of as many workers as it takes for so many releases on their way, each in a browser of its own. */
    Report stop(int releases) throws IOException, SQLException {
        world.house((releases + world.browsers - 1) / world.browsers);
        world.open();
        Payer payer = new Payer(world);
        for (int i = 0; i < releases; i++) {
            payer.pay();
        }
        World.await(releases + " running jobs", 120, () -> running() == releases);
        List<String> wrong = new ArrayList<>();
        long clicked = world.count("SELECT count(*) FROM wire_steps WHERE state = 'intended'");
        long began = System.nanoTime();
        world.workers.parallelStream().forEach(worker -> {
            Integer code = worker.terminate((int) EXIT_WITHIN.toSeconds()).orElse(null);
            if (code == null || code != 0) {
                synchronized (wrong) {
                    wrong.add(worker.name + " ended with " + code);
                }
                worker.kill();
            }
        });
        double took = (System.nanoTime() - began) / 1e9;
        long left = running();
        if (left > 0) {
            wrong.add(left + " jobs were not handed back");
        }
        world.workers.forEach(AppProcess::start);
        Checker.Verdict verdict = drained(wrong);
        if (verdict.count("in_doubt") > 0) {
            wrong.add(verdict.count("in_doubt") + " in doubt");
        }
        return new Report(
                figures(verdict)
                        .put("running", releases)
                        .put("steps_under_way", clicked)
                        .put("exit_s", took),
                wrong);
    }

    /** The database hangs, then it is away for so long; Stripe is told in time, and afterwards everything drains. */
    Report away(Duration length) throws Exception {
        world.house(1);
        world.open();
        Payer payer = new Payer(world);
        String first = payer.checkout();
        String second = payer.checkout();
        List<String> wrong = new ArrayList<>();
        double slowest = 0;
        world.postgres.freeze();
        try {
            payer.pay(first);
            slowest = Math.max(slowest, refused(wrong));
        } finally {
            world.postgres.thaw();
        }
        world.postgres.stop();
        payer.pay(second);
        long end = System.nanoTime() + length.toNanos();
        do {
            slowest = Math.max(slowest, refused(wrong));
            Chaos.pause(Math.max(0, Math.min(ASK_EVERY_MS, (end - System.nanoTime()) / 1_000_000)));
        } while (System.nanoTime() < end);
        slowest = Math.max(slowest, refused(wrong));
        world.postgres.start();
        long began = System.nanoTime();
        if (!World.within(5, () -> world.answers(world.site() + "/health/ready"))) {
            wrong.add("not ready again within moments");
        }
        double ready = (System.nanoTime() - began) / 1e9;
        Checker.Verdict verdict = drained(wrong);
        long completed = world.count("SELECT count(*) FROM press_release_submissions WHERE status = 'completed'");
        if (completed != 2) {
            wrong.add(completed + " of 2 releases completed");
        }
        return new Report(
                figures(verdict)
                        .put("away_s", length.toSeconds())
                        .put("slowest_503_s", slowest)
                        .put("ready_again_s", ready)
                        .put("drained_s", (System.nanoTime() - began) / 1e9),
                wrong);
    }

    private static JsonObject figures(Checker.Verdict verdict) {
        return new JsonObject()
                .put("paid", verdict.count("paid"))
                .put("completed", verdict.count("completed"))
                .put("in_doubt", verdict.count("in_doubt"));
    }

    private Checker.Verdict drained(List<String> wrong) throws IOException, SQLException {
        if (!World.within(DRAIN_SECONDS, world::isAtRest)) {
            wrong.add("not everything drained within " + DRAIN_SECONDS + " s");
        }
        Checker.Verdict verdict = new Checker(world).check();
        wrong.addAll(verdict.violations());
        world.shut();
        return verdict;
    }

    private long running() {
        try {
            return world.count(
                    "SELECT count(*) FROM jobs_live WHERE status = 'processing' AND type = '" + World.RELEASES + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many seconds a delivery took to be told that it must come again. */
    private double refused(List<String> wrong) throws Exception {
        long began = System.nanoTime();
        String event = new JsonObject()
                .put("id", "evt_chaos_" + began)
                .put("object", "event")
                .put("type", "payment_intent.created")
                .put("livemode", false)
                .put("data", new JsonObject().put("object", new JsonObject()))
                .encode();
        long at = System.currentTimeMillis() / 1_000;
        int status = world.deliver(event, Signed.header(event, World.WEBHOOK_SECRET, at));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (status != UNAVAILABLE || took.compareTo(ANSWER_WITHIN) > 0) {
            wrong.add("a delivery was answered " + status + " after " + took);
        }
        return took.toMillis() / 1e3;
    }
}
