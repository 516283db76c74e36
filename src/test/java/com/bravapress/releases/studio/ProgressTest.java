package com.bravapress.releases.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.wire.WireStep;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void every_step_of_the_wire_has_words_for_customers() {
        assertThat(Progress.STEPS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(WireStep.values()).map(WireStep::id).toList());
    }
}
