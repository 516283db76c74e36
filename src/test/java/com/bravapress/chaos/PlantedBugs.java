package com.bravapress.chaos;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ten bugs that a careless change could make, each planted into a running house and played through a short story in
 * which it does harm. The checker must name the harm, and must find nothing when the same story is played without the bug.
 */
final class PlantedBugs {
    private static final long REST_SECONDS = 75;

    private final World world;

    PlantedBugs(World world) {
        this.world = world;
    }

    private interface Story {
        /** Plays it; {@code plants} are the agent's orders, empty for the healthy program. */
        void play(String plants) throws Exception;
    }

    /**
     * One bug.
     *
     * @param agent what the agent changes, or ""
     * @param sql what is changed in the database, or ""
     * @param harm the kinds of violation of which the checker must name one
     */
    private record Bug(String name, String agent, String sql, List<String> harm, Story story) {}

    private List<Bug> bugs() {
        return List.of(
                new Bug(
                        "no_live_key",
                        "plant:NO_LIVE_KEY",
                        "DROP INDEX jobs_live_key",
                        List.of("second_job"),
                        plants -> onWeb(joined("plant:ENQUEUE_TWICE", plants))),
                new Bug(
                        "intent_after_click",
                        "plant:INTENT_AFTER_CLICK",
                        "",
                        List.of("double_release", "published_yet_given_up", "lost"),
                        this::killedAfterPublishing),
                new Bug("no_fence_on_settle", "plant:NO_FENCE_ON_SETTLE", "", List.of("stale_settlement"), this::stale),
                new Bug(
                        "no_fence_on_dispatch",
                        "plant:NO_FENCE_ON_DISPATCH",
                        "DROP INDEX wire_steps_effect_key",
                        List.of("double_order"),
                        this::lateClick),
                new Bug("answer_before_commit", "plant:EARLY_ANSWER", "", List.of("paid_without_job"), this::frozen),
                new Bug(
                        "lost_answer_means_no",
                        "plant:LOST_MEANS_NO",
                        "",
                        List.of("double_order", "absent_yet_there"),
                        this::lostAnswer),
                new Bug("rescue_marks_completed", "", Plantings.RESCUE, List.of("lost"), this::killedAfterClaim),
                new Bug("second_event_second_job", "", Plantings.SECOND_EVENT, List.of("second_job"), this::onWeb),
                new Bug(
                        "history_not_read",
                        "plant:HISTORY_NOT_READ",
                        "",
                        List.of("double_order", "absent_yet_there"),
                        this::lostAnswer),
                new Bug("untold_completion", "", Plantings.UNTOLD, List.of("untold_change"), this::onWeb));
    }

    /** Plays them all, or the named one; whether every bug was caught and the healthy program found clean. */
    boolean all(Optional<String> only) throws Exception {
        int caught = 0;
        int clean = 0;
        int played = 0;
        for (Bug bug : bugs()) {
            if (only.isPresent() && !List.of(only.get().split(",")).contains(bug.name)) {
                continue;
            }
            played++;
            List<String> healthy = play(bug, false);
            List<String> found = play(bug, true);
            boolean named = found.stream().anyMatch(each -> bug.harm.contains(each.split(":", 2)[0]));
            caught += named ? 1 : 0;
            clean += healthy.isEmpty() ? 1 : 0;
            Chaos.say(bug.name + ": without it " + (healthy.isEmpty() ? "clean" : healthy) + ", with it "
                    + (named ? "CAUGHT " : "NOT CAUGHT ") + found);
        }
        Chaos.say(caught + "/" + played + " planted bugs caught, " + clean + "/" + played + " stories clean without");
        return played > 0 && caught == played && clean == played;
    }

    private List<String> play(Bug bug, boolean planted) {
        long begun = System.nanoTime();
        try {
            world.house(2);
            // The account is shared by all stories: a release left over would make the next purchase unnecessary.
            List<List<String>> emptied =
                    world.outside("UPDATE sandbox.wire_orders SET releases_left = 0 WHERE releases_left > 0");
            assert emptied.isEmpty();
            if (planted && !bug.sql.isEmpty()) {
                List<List<String>> none = world.query(bug.sql);
                assert none.isEmpty();
            }
            bug.story.play(planted ? bug.agent : "");
            boolean rested = World.within(planted ? REST_SECONDS / 2 : REST_SECONDS, world::isAtRest);
            List<String> found = new ArrayList<>(new Checker(world).check().violations());
            if (!rested && !planted) {
                found.add("not_drained");
            }
            return found;
        } catch (Exception | AssertionError e) {
            return List.of("story_broken: " + e);
        } finally {
            world.control("DELETE", "/wire/faults", null);
            world.all().forEach(each -> {
                if (each.isAlive()) {
                    boolean hit = each.kill();
                    assert hit || !hit;
                }
            });
            Chaos.say("  " + bug.name + (planted ? " planted: " : " healthy: ")
                    + (System.nanoTime() - begun) / 1_000_000_000 + " s");
        }
    }

    private static String joined(String first, String second) {
        return second.isEmpty() ? first : first + "+" + second;
    }

    private void start(AppProcess process, String orders) {
        if (orders.isEmpty()) {
            process.start();
        } else {
            process.start(world.orders(orders));
        }
    }

    private AppProcess first() {
        return world.workers.get(0);
    }

    private AppProcess second() {
        return world.workers.get(1);
    }

    private void openWeb(String orders) {
        start(world.web, orders);
        World.await("the site", 60, () -> world.answers(world.site() + "/health/ready"));
    }

    /** One release, all the way; the bug is in the web process or in the database. */
    private void onWeb(String plants) throws Exception {
        openWeb(plants);
        start(first(), plants);
        new Payer(world).pay();
        // With a bug it may never come to that: what has become of it is the checker's to say.
        boolean completed = World.within(40, () -> jobs("status = 'completed'") > 0);
        assert completed || !plants.isEmpty() : "the release is not completed";
    }

    private void killedAfterPublishing(String plants) throws Exception {
        openWeb("");
        new Payer(world).pay();
        start(first(), joined("halt:AFTER_PUBLISH_CLICK:1", plants));
        World.await("the kill after the click", 60, () -> !first().isAlive());
        start(first(), plants);
        World.await("the second attempt", 60, () -> jobs("attempts > 1 AND status <> 'processing'") > 0);
    }

    /** A worker freezes in mid-job, another takes the job over, the first one wakes up while it is at it. */
    private void stale(String plants) throws Exception {
        openWeb("");
        slow("compose", 6_000);
        new Payer(world).pay();
        start(first(), plants);
        awaitStep("step = 'compose'");
        first().freeze();
        slow("compose", 6_000);
        second().start();
        expire();
        awaitJobs("attempts = 2");
        first().thaw();
    }

    /** A worker freezes before it announces its click; another one buys; the first one wakes up and clicks. */
    private void lateClick(String plants) throws Exception {
        openWeb("");
        new Payer(world).pay();
        start(first(), joined("stop:BEFORE_INTENT_COMMIT:1", plants));
        awaitJobs("status = 'processing'");
        second().start();
        World.await("the stop before the announcement", 60, () -> Signals.isStopped(first().pid()));
        expire();
        awaitStep("step = 'purchase' AND state = 'confirmed'");
        first().thaw();
    }

    /** The database freezes under a delivery, and the server dies of it. */
    private void frozen(String plants) throws Exception {
        openWeb(plants);
        first().start();
        Payer payer = new Payer(world);
        String page = payer.checkout();
        World.await("the worker", 60, () -> first().text().contains("is open."));
        world.postgres.freeze();
        payer.pay(page);
        boolean answered = World.within(5, () -> delivered() == 0);
        Chaos.say("  answered while the database was frozen: " + answered);
        boolean hit = world.web.kill();
        assert hit;
        world.postgres.thaw();
        openWeb("");
    }

    private void lostAnswer(String plants) throws Exception {
        openWeb("");
        world.control(
                "POST",
                "/wire/faults",
                new JsonObject()
                        .put("step", "checkout")
                        .put("kind", "lose_response")
                        .encode());
        new Payer(world).pay();
        start(first(), plants);
        World.await(
                "the purchase to be decided",
                90,
                () -> steps("step = 'purchase' AND state IN ('confirmed'," + " 'absent', 'in_doubt')") > 0);
    }

    private void killedAfterClaim(String plants) throws Exception {
        openWeb(plants);
        slow("login", 3_000);
        new Payer(world).pay();
        first().start();
        awaitStep("step = 'sign_in'");
        boolean hit = first().kill();
        assert hit;
        first().start();
        World.await("the rescue", 60, () -> jobs("rescues > 0") > 0);
    }

    private void slow(String step, int millis) {
        world.control(
                "POST",
                "/wire/faults",
                new JsonObject()
                        .put("step", step)
                        .put("kind", "slow")
                        .put("delay_ms", millis)
                        .encode());
    }

    private void expire() throws Exception {
        List<List<String>> none = world.query(
                "UPDATE jobs_live SET lease_until = now() - interval '1 second' WHERE status = 'processing'");
        assert none.isEmpty();
    }

    private long delivered() {
        try {
            return world.outside("SELECT 1 FROM sandbox.stripe_deliveries WHERE delivered_at IS NULL")
                    .size();
        } catch (java.sql.SQLException e) {
            return -1;
        }
    }

    private long jobs(String condition) {
        return count("SELECT count(*) FROM jobs WHERE type = '" + World.RELEASES + "' AND " + condition);
    }

    private long steps(String condition) {
        return count("SELECT count(*) FROM wire_steps WHERE " + condition);
    }

    private void awaitJobs(String condition) {
        World.await("a job with " + condition, 60, () -> jobs(condition) > 0);
    }

    private void awaitStep(String condition) {
        World.await("a step with " + condition, 60, () -> steps(condition) > 0);
    }

    private long count(String sql) {
        try {
            return world.count(sql);
        } catch (java.sql.SQLException away) {
            return 0;
        }
    }
}
