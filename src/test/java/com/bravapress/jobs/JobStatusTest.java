package com.bravapress.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JobStatusTest {
    /** The specification, spelled out a second time on purpose; {@code docs/job-status.md} draws it. */
    private static final Set<String> ALLOWED = Set.of(
            "PENDING>PROCESSING",
            "PENDING>CANCELLED",
            "PROCESSING>COMPLETED",
            "PROCESSING>FAILED",
            "PROCESSING>RETRYING",
            "PROCESSING>CANCELLED",
            "PROCESSING>NEEDS_ATTENTION",
            "RETRYING>PROCESSING",
            "RETRYING>CANCELLED",
            "NEEDS_ATTENTION>RETRYING",
            "NEEDS_ATTENTION>FAILED",
            "NEEDS_ATTENTION>CANCELLED",
            "FAILED>RETRYING",
            "CANCELLED>RETRYING",
            "CANCELLED>PENDING");

    @Test
    void every_pair_of_statuses_is_allowed_exactly_where_the_specification_says_so() {
        Set<String> found = new TreeSet<>();
        for (JobStatus from : JobStatus.values()) {
            Arrays.stream(JobStatus.values()).filter(from::canBecome).forEach(to -> found.add(from + ">" + to));
        }
        assertThat(found).isEqualTo(new TreeSet<>(ALLOWED));
    }

    @Test
    void nothing_follows_completed() {
        assertThat(JobStatus.values()).noneMatch(JobStatus.COMPLETED::canBecome);
    }
}
