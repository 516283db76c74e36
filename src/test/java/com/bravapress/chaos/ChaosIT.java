package com.bravapress.chaos;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void while_the_database_is_away_stripe_hears_503_in_time_and_afterwards_everything_drains() throws Exception {
        assertThat(new Outages(world).away(Duration.ofSeconds(10)).wrong()).isEmpty();
    }

    @Test
    void workers_that_are_told_to_stop_in_mid_job_end_in_time_and_leave_no_click_in_doubt() throws Exception {
        assertThat(new Outages(world).stop(4).wrong()).isEmpty();
    }

    private static boolean campaign(long seed) throws Exception {
        Path result = folder.resolve("result-" + seed + ".json");
        return new Chaos(world, result, seed).run(Duration.ofSeconds(60), 25);
    }
}
