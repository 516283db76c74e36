package com.bravapress.wire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The sentinel's own draft. */
class SurveyTest {
    /** Found by the fault campaign: with a Basic order on the account 880 words were refused, which paused all purchases. */
    @Test
    void its_text_is_long_enough_for_a_release_and_fits_the_smallest_package() {
        assertThat(Survey.BODY.split("\\s+", -1)).hasSizeBetween(300, 700);
    }
}
