package com.bravapress.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PrefetchTest {
    private static final long MS = Duration.ofMillis(1).toNanos();

    @Test
    void work_that_is_through_in_no_time_is_claimed_in_ever_larger_batches() {
        Prefetch prefetch = new Prefetch(10);
        long now = 0;
        for (int expected : new int[] {10, 40, 160, 500}) {
            assertThat(prefetch.room()).isEqualTo(expected);
            now = through(prefetch, expected, now, MS);
        }
    }

    @Test
    void work_that_takes_its_time_is_claimed_for_free_places_only() {
        Prefetch prefetch = new Prefetch(10);
        through(prefetch, 10, 0, 50 * MS);
        assertThat(prefetch.room()).isEqualTo(10);
        prefetch.ask(10);
        prefetch.answer(10, claims(7), 0);
        for (int n = 0; n < 7; n++) {
            assertThat(prefetch.next()).isNotNull();
        }
        assertThat(prefetch.room())
                .as("a single free place is not kept waiting")
                .isEqualTo(3);
    }

    @Test
    void claims_under_way_count_against_the_room() {
        Prefetch prefetch = new Prefetch(4);
        prefetch.ask(3);
        assertThat(prefetch.room()).isEqualTo(1);
        prefetch.answer(3, List.of(), 0);
        assertThat(prefetch.room()).isEqualTo(4);
    }

    @Test
    void what_was_given_up_waits_here_no_more() {
        Prefetch prefetch = new Prefetch(1);
        prefetch.ask(3);
        prefetch.answer(3, claims(3), 0);
        assertThat(prefetch.next().id()).isEqualTo(1);
        assertThat(prefetch.stale(999 * MS)).isFalse();
        assertThat(prefetch.stale(1_001 * MS)).isTrue();
        assertThat(prefetch.release()).extracting(Claim::id).containsExactly(2L, 3L);
        assertThat(prefetch.isEmpty()).isTrue();
    }

    private static long through(Prefetch prefetch, int many, long now, long took) {
        prefetch.ask(many);
        prefetch.answer(many, claims(many), now);
        while (prefetch.next() != null) {
            prefetch.ended(now + took);
        }
        return now + took;
    }

    private static List<Claim> claims(int many) {
        return LongStream.rangeClosed(1, many)
                .mapToObj(id -> new Claim(id, "t", 1, 3, null, "{}", false))
                .toList();
    }
}
