package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PaceTest {
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void every_page_owes_a_rest_before_the_next_part() {
        Pace pace =
                new Pace(Duration.ofSeconds(10), Duration.ofSeconds(30), clock, (least, most) -> (least + most) / 2);
        assertThat(pace.due()).isZero();
        pace.asked(1);
        assertThat(pace.due()).hasSeconds(20);
        pace.asked(2);
        assertThat(pace.due()).hasSeconds(60);
        now = now.plusSeconds(45);
        assertThat(pace.due()).hasSeconds(15);
        now = now.plusSeconds(45);
        assertThat(pace.due()).isZero();
        pace.asked(0);
        assertThat(pace.due()).isZero();
    }

    @Test
    void the_sandbox_is_never_rested_for() {
        Pace.NONE.asked(7);
        assertThat(Pace.NONE.due()).isZero();
    }
}
