package com.bravapress.chaos;

import com.bravapress.chaos.agent.Failpoint;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Deals the blows. The seed decides which and when; who is hit depends on who is there. A release gets no more of them
 * than the policy promises to survive without a person: a job on its last attempt, or whose click was
 * once proved absent, is spared, because a person is the specified answer to the next one.
 */
final class Injector {
    private static final int LEASE_SECONDS = 60;
    private static final int REDELIVERED_AFTER_SECONDS = 20;

    /** Each as often as its weight; the heavy ones cost a JVM's start. */
    private enum Blow {
        BROWSER_KILL(34),
        DRIVER_KILL(18),
        WORKER_KILL(14),
        WORKER_FAILPOINT(10),
        WEB_KILL(6),
        WEB_FAILPOINT(3),
        ALL_KILL(1),
        POSTGRES_KILL(6),
        POSTGRES_RESTART(2),
        POSTGRES_FREEZE(2),
        POSTGRES_CUT(3),
        BROWSER_FREEZE(1),
        DRIVER_FREEZE(1),
        WORKER_FREEZE(1),
        WORKER_TERM(3),
        WEB_TERM(1),
        WIRE_FAULT(8),
        STRIPE_FAULT(8);

        private final int weight;

        Blow(int weight) {
            this.weight = weight;
        }
    }

    private final World world;
    private final Random random;
    private final Tally tally;
    private final ScheduledExecutorService later;
    private final List<AppProcess> armed = new ArrayList<>();

    Injector(World world, long seed, Tally tally, ScheduledExecutorService later) {
        this.world = world;
        this.random = new Random(seed);
        this.tally = tally;
        this.later = later;
    }

    /** One blow; what it was, empty when nobody could be hit without breaking the promise above. */
    String strike() throws Exception {
        int total = Arrays.stream(Blow.values()).mapToInt(each -> each.weight).sum();
        int at = random.nextInt(total);
        int pick = random.nextInt(1_000);
        for (Blow blow : Blow.values()) {
            at -= blow.weight;
            if (at < 0) {
                return deal(blow, pick) ? blow.name() : "";
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }

    private boolean deal(Blow blow, int pick) throws Exception {
        AppProcess worker = world.workers.get(pick % world.workers.size());
        return switch (blow) {
            case BROWSER_KILL -> one(worker, "browser", worker.browsers(), pick, "KILL");
            case DRIVER_KILL -> one(worker, "driver", worker.drivers(), pick, "KILL");
            case BROWSER_FREEZE -> one(worker, "browser", worker.browsers(), pick, "STOP");
            case DRIVER_FREEZE -> one(worker, "driver", worker.drivers(), pick, "STOP");
            case WORKER_KILL -> killWorker(worker, "worker");
            case WORKER_FAILPOINT -> arm(worker, pick, false);
            case WEB_KILL -> killed(world.web, "web");
            case WEB_FAILPOINT -> arm(world.web, pick, true);
            case ALL_KILL -> all();
            case POSTGRES_KILL -> postgres("kill");
            case POSTGRES_RESTART -> postgres("restart");
            case POSTGRES_FREEZE -> freezePostgres(1_000 + pick * 5L);
            case POSTGRES_CUT -> cut();
            case WORKER_FREEZE -> freeze(worker);
            case WORKER_TERM -> terminate(worker);
            case WEB_TERM -> terminate(world.web);
            case WIRE_FAULT -> wire(pick);
            case STRIPE_FAULT -> stripe(pick);
        };
    }

    /** Jobs that one more blow would bring before a person. */
    private boolean mayHit(AppProcess worker) throws SQLException {
        String whose =
                worker == null ? "" : " AND worker = '" + worker.workerName().orElse("nobody") + "'";
        return world.count("SELECT count(*) FROM jobs j WHERE type = '" + World.RELEASES + "' AND status = 'processing'"
                        + whose + " AND (attempts >= max_attempts"
                        + " OR EXISTS (SELECT FROM wire_steps w"
                        + " WHERE w.submission_id = j.submission_id AND w.state = 'absent'))")
                == 0;
    }

    private boolean one(AppProcess worker, String kind, List<ProcessHandle> there, int pick, String signal)
            throws SQLException {
        if (there.isEmpty() || worker.isFrozen() || !mayHit(worker)) {
            return false;
        }
        ProcessHandle victim = there.get(pick % there.size());
        if (signal.equals("STOP")) {
            Signals.sendAll("STOP", victim);
            tally.fault(kind + "_frozen");
        } else {
            Signals.send("KILL", victim.pid());
            tally.kill(kind);
        }
        return true;
    }

    private boolean killWorker(AppProcess worker, String kind) throws SQLException {
        if (!worker.isAlive() || worker.isFrozen() || !mayHit(worker)) {
            return false;
        }
        note(worker);
        return killed(worker, kind);
    }

    private boolean killed(AppProcess process, String kind) {
        boolean hit = process.kill();
        if (hit) {
            tally.kill(kind);
        }
        return hit;
    }

    /** Remembers what the worker holds, for the time until it is taken up again. */
    private void note(AppProcess worker) throws SQLException {
        for (List<String> row : world.query(
                "SELECT id, (extract(epoch FROM clock_timestamp()) * 1000)::bigint FROM jobs"
                        + " WHERE status = 'processing' AND type = '" + World.RELEASES + "' AND worker = ?",
                worker.workerName().orElse("nobody"))) {
            tally.struck(Long.parseLong(row.get(0)), Long.parseLong(row.get(1)));
        }
    }

    /** Kills it and starts it so that it dies by itself at a named moment. */
    private boolean arm(AppProcess process, int pick, boolean web) throws Exception {
        if (armed.contains(process) || !(web ? killed(process, "web") : killWorker(process, "worker"))) {
            return false;
        }
        List<Failpoint> points = Arrays.stream(Failpoint.values())
                .filter(each -> each.isOfWebhook() == web)
                .toList();
        Failpoint point = points.get(pick % points.size());
        armed.add(process);
        process.start(world.orders("halt:" + point + ":1"));
        return true;
    }

    /** Starts whatever has died; a death that nobody ordered is told. Called often. */
    void supervise() throws IOException, SQLException {
        for (AppProcess each : world.all()) {
            if (each.isAlive() || !each.isWanted()) {
                continue;
            }
            String log = tail(each);
            int at = log.lastIndexOf("FAILPOINT ");
            boolean byItself = armed.remove(each);
            if (byItself && at >= 0 && log.indexOf("halts", at) > 0) {
                tally.kill("at " + log.substring(at + 10, log.indexOf(' ', at + 10)));
            } else if (log.contains("chaos agent:")) {
                throw new Chaos.MisplacedFailpoint(log);
            }
            each.start();
        }
    }

    private static String tail(AppProcess process) throws IOException {
        byte[] all = Files.readAllBytes(process.log());
        int from = Math.max(0, all.length - 2_000);
        return new String(all, from, all.length - from, java.nio.charset.StandardCharsets.UTF_8);
    }

    private boolean all() throws SQLException {
        if (!mayHit(null)) {
            return false;
        }
        for (AppProcess each : world.all()) {
            if (!each.isFrozen()) {
                if (each != world.web) {
                    note(each);
                }
                boolean hit = killed(each, each == world.web ? "web" : "worker");
                assert hit || !hit;
            }
        }
        tally.fault("everything_at_once");
        return true;
    }

    private boolean postgres(String how) throws Exception {
        if (!mayHit(null)) {
            return false;
        }
        if (how.equals("kill")) {
            world.postgres.kill();
            tally.kill("postgres");
        } else {
            world.postgres.stop();
            tally.fault("postgres_restarted");
        }
        world.postgres.start();
        return true;
    }

    private boolean freezePostgres(long millis) throws Exception {
        if (!mayHit(null)) {
            return false;
        }
        world.postgres.freeze();
        tally.fault("postgres_frozen");
        Chaos.pause(millis);
        world.postgres.thaw();
        return true;
    }

    private boolean cut() throws SQLException {
        if (!mayHit(null)) {
            return false;
        }
        long cut = world.count("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND usename = current_user");
        tally.fault("connections_cut");
        return cut >= 0;
    }

    /** Past its lease, so that it wakes up beside whoever has its jobs by then. */
    private boolean freeze(AppProcess worker) throws SQLException {
        if (!worker.isAlive() || world.workers.stream().anyMatch(AppProcess::isFrozen) || !mayHit(worker)) {
            return false;
        }
        note(worker);
        worker.freeze();
        tally.fault("worker_stopped_past_its_lease");
        later.schedule(worker::thaw, LEASE_SECONDS + 12, TimeUnit.SECONDS);
        return true;
    }

    private boolean terminate(AppProcess process) throws SQLException {
        boolean worker = process != world.web;
        if (!process.isAlive() || process.isFrozen() || worker && !mayHit(process)) {
            return false;
        }
        if (process.terminate(30).isEmpty()) {
            tally.fault("SIGTERM_TOOK_TOO_LONG");
            boolean hit = process.kill();
            assert hit || !hit;
        }
        tally.fault(worker ? "worker_sigterm" : "web_sigterm");
        armed.remove(process);
        process.start();
        return true;
    }

    private boolean wire(int pick) throws SQLException {
        if (!mayHit(null)) {
            return false;
        }
        List<String> steps = List.of("login", "pricing", "checkout", "compose", "preview", "distribution", "publish");
        String step = steps.get(pick % steps.size());
        List<String> kinds = step.equals("checkout") || step.equals("publish")
                ? List.of("lose_response", "lose_response", "slow")
                : List.of("slow", "http500", "session_expired");
        String kind = kinds.get(pick / 7 % kinds.size());
        if (step.equals("login") && kind.equals("session_expired")) {
            return false;
        }
        world.control(
                "POST", "/wire/faults", fault(kind, 1, 2_500).put("step", step).encode());
        tally.fault("wire_" + kind);
        later.schedule(() -> world.control("DELETE", "/wire/faults", null), 8, TimeUnit.SECONDS);
        return true;
    }

    private boolean stripe(int pick) {
        List<String> kinds = List.of("duplicate", "reorder", "delay", "drop", "http500", "timeout");
        String kind = kinds.get(pick % 4);
        world.control(
                "POST", "/stripe/faults", fault(kind, 1 + pick % 3, 500 + pick).encode());
        tally.fault("stripe_" + kind);
        if (kind.equals("drop")) {
            // The real one comes again for days; unpaid releases must not fill the campaign.
            later.schedule(world::redeliver, REDELIVERED_AFTER_SECONDS, TimeUnit.SECONDS);
        }
        return true;
    }

    private static JsonObject fault(String kind, int times, int delayMs) {
        return new JsonObject().put("kind", kind).put("times", times).put("delay_ms", delayMs);
    }
}
