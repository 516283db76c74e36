package com.bravapress.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.payments.Signed;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three minutes of the fault campaign on the real jar; {@code bin/chaos} plays it for as long as one likes. */
class ChaosIT {
    private static final long FIXED_SEED = 20_261_125;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static World world;

    @BeforeAll
    static void open() {
        world = new World(folder, 2);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void nothing_is_lost_or_doubled_in_the_schedule_of_a_fixed_seed() throws Exception {
        assertThat(campaign(FIXED_SEED)).isTrue();
    }

    @Test
    void nothing_is_lost_or_doubled_in_the_schedule_of_a_fresh_seed() throws Exception {
        long seed = new Random().nextInt(1_000_000);
        assertThat(campaign(seed)).as("bin/chaos --seed %d", seed).isTrue();
    }

    @Test
    void the_checker_catches_a_blind_retry_and_an_answer_before_the_commit() throws Exception {
        assertThat(new PlantedBugs(world).all(Optional.of("lost_answer_means_no,answer_before_commit")))
                .isTrue();
    }

    /** A database that hangs or is away is a 503 within five seconds, and nothing that was paid meanwhile is lost. */
    @Test
    void while_the_database_is_away_stripe_hears_503_in_time_and_afterwards_everything_drains() throws Exception {
        world.house(1);
        world.open();
        Payer payer = new Payer(world);
        String first = payer.checkout();
        String second = payer.checkout();
        world.postgres.freeze();
        try {
            payer.pay(first);
            assertThat(unavailable()).isLessThan(Duration.ofSeconds(5));
        } finally {
            world.postgres.thaw();
        }
        world.postgres.stop();
        payer.pay(second);
        assertThat(unavailable()).isLessThan(Duration.ofSeconds(5));
        Chaos.pause(10_000);
        assertThat(unavailable()).isLessThan(Duration.ofSeconds(5));
        world.postgres.start();
        assertThat(World.within(5, () -> world.answers(world.site() + "/health/ready")))
                .as("ready again within moments")
                .isTrue();
        assertThat(World.within(120, world::isAtRest)).as("everything drains").isTrue();
        assertThat(new Checker(world).check().violations()).isEmpty();
        assertThat(world.count("SELECT count(*) FROM press_release_submissions WHERE status = 'completed'"))
                .isEqualTo(2);
        world.shut();
    }

    /** How long a delivery takes to be told that it must come again. */
    private static Duration unavailable() throws Exception {
        long began = System.nanoTime();
        String event = new JsonObject()
                .put("id", "evt_chaos_" + began)
                .put("object", "event")
                .put("type", "payment_intent.created")
                .put("livemode", false)
                .put("data", new JsonObject().put("object", new JsonObject()))
                .encode();
        long at = System.currentTimeMillis() / 1_000;
        assertThat(world.deliver(event, Signed.header(event, World.WEBHOOK_SECRET, at)))
                .isEqualTo(503);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** SIGTERM of both workers while every browser has a release in hand. */
    @Test
    void workers_that_are_told_to_stop_in_mid_job_end_in_time_and_leave_no_click_in_doubt() throws Exception {
        world.house(2);
        world.open();
        Payer payer = new Payer(world);
        for (int i = 0; i < 6; i++) {
            payer.pay();
        }
        World.await("four running jobs", 60, () -> running() == 4);
        for (AppProcess worker : world.workers) {
            assertThat(worker.terminate(30)).as(worker.name).hasValue(0);
        }
        assertThat(running()).as("everything was handed back").isZero();
        world.workers.forEach(AppProcess::start);
        assertThat(World.within(180, world::isAtRest)).as("everything drains").isTrue();
        Checker.Verdict verdict = new Checker(world).check();
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.count("in_doubt")).isZero();
        world.shut();
    }

    private static long running() {
        try {
            return world.count(
                    "SELECT count(*) FROM jobs_live WHERE status = 'processing' AND type = '" + World.RELEASES + "'");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean campaign(long seed) throws Exception {
        Path result = folder.resolve("result-" + seed + ".json");
        return new Chaos(world, result, seed).run(Duration.ofSeconds(60), 25);
    }
}
