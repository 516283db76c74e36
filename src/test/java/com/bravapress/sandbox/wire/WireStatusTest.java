package com.bravapress.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WireStatusTest {
    private static final Map<WireStatus, Set<WireStatus>> ALLOWED = Map.of(
            WireStatus.DRAFT, EnumSet.of(WireStatus.IN_REVIEW),
            WireStatus.IN_REVIEW, EnumSet.complementOf(EnumSet.of(WireStatus.DRAFT)),
            WireStatus.ON_HOLD, EnumSet.complementOf(EnumSet.of(WireStatus.DRAFT, WireStatus.ON_HOLD)),
            WireStatus.REJECTED, Set.of(),
            WireStatus.SCHEDULED, EnumSet.of(WireStatus.PUBLISHED),
            WireStatus.PUBLISHED, Set.of());

    @Test
    void every_pair_of_statuses_is_as_the_editors_work() {
        for (WireStatus from : WireStatus.values()) {
            for (WireStatus to : WireStatus.values()) {
                assertThat(from.canBecome(to))
                        .as(from + " -> " + to)
                        .isEqualTo(ALLOWED.get(from).contains(to));
            }
        }
    }
}
