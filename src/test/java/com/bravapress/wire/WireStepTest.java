package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.wire.Effects.Effect;
import com.bravapress.wire.pages.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WireStepTest {
    @Test
    void only_purchase_and_publish_are_irreversible() {
        assertThat(Arrays.stream(WireStep.values()).filter(WireStep::irreversible))
                .containsExactly(WireStep.PURCHASE, WireStep.PUBLISH);
        assertThat(WireStep.of("sign_in").number()).isOne();
    }

    @Test
    void every_step_ends_before_the_shortest_lease() {
        assertThat(WireStep.values())
                .allSatisfy(step -> assertThat(step.limit()).isLessThan(Duration.ofSeconds(60)));
    }

    @Test
    void what_was_dispatched_is_never_simply_failed_and_what_is_proved_stays() {
        assertThat(StepState.DISPATCHED.canBecome(StepState.FAILED)).isFalse();
        assertThat(StepState.INTENDED.canBecome(StepState.ABSENT)).isFalse();
        for (StepState last : EnumSet.of(StepState.CONFIRMED, StepState.ABSENT, StepState.FAILED, StepState.SKIPPED)) {
            assertThat(StepState.values()).noneMatch(last::canBecome);
        }
    }

    @Test
    void the_table_knows_the_same_states() throws IOException {
        String sql = new String(
                WireStepTest.class.getResourceAsStream("/db/V005__wire.sql").readAllBytes(), StandardCharsets.UTF_8);
        Matcher check = Pattern.compile("wire_steps_state CHECK \\(state IN \\(([^)]*)\\)", Pattern.DOTALL)
                .matcher(sql);
        assertThat(check.find()).isTrue();
        TreeSet<String> names = new TreeSet<>();
        Pattern.compile("'(\\w+)'").matcher(check.group(1)).results().forEach(name -> names.add(name.group(1)));
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(StepState.values()).map(StepState::id).toList());
    }

    @Test
    void a_draft_is_not_published_and_an_order_needs_a_number() {
        assertThat(Effect.PUBLISH.happened(new Findings("1", "draft", null, 0))).isFalse();
        assertThat(Effect.PUBLISH.happened(new Findings("1", "in_review", null, 0)))
                .isTrue();
        assertThat(Effect.PURCHASE.happened(Findings.NONE)).isFalse();
    }

    @Test
    void the_reference_names_release_and_row() {
        UUID id = UUID.fromString("0a1b2c3d-0000-0000-0000-000000000000");
        assertThat(Effect.PURCHASE.reference(id, 17, Findings.NONE)).isEqualTo("BP-0a1b2c3d-17");
    }

    @Test
    void a_long_summary_is_cut_between_words() {
        String cut = Parcels.shortened("word ".repeat(60).strip());
        assertThat(cut).hasSizeLessThanOrEqualTo(160).endsWith("word…");
        assertThat(Parcels.shortened("short")).isEqualTo("short");
    }

    @Test
    void five_failures_in_a_row_leave_the_wire_alone_for_a_minute() {
        Instant[] now = {Instant.parse("2026-11-23T12:00:00Z")};
        WireBreaker breaker = new WireBreaker(new Clock() {
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
                return now[0];
            }
        });
        for (int i = 0; i < 4; i++) {
            breaker.failed();
        }
        assertThat(breaker.pause()).isEmpty();
        breaker.failed();
        assertThat(breaker.pause()).contains(Duration.ofSeconds(60));
        now[0] = now[0].plusSeconds(61);
        assertThat(breaker.pause()).isEmpty();
        breaker.failed();
        assertThat(breaker.pause()).isPresent();
        now[0] = now[0].plusSeconds(61);
        breaker.answered();
        breaker.failed();
        assertThat(breaker.pause()).isEmpty();
    }
}
