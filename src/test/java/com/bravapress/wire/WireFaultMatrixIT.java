package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.jobs.JobOutcome;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.testing.Await;
import com.bravapress.wire.WireDesk.Paid;
import com.bravapress.wire.WireFaultTable.End;
import com.bravapress.wire.WireFaultTable.Row;
import io.vertx.core.Vertx;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fault of the wire at every step: the real handler and a real Chromium against the stand-in, whose books decide
 * who was right. Whatever goes wrong, a release has at most one order and one publication; what ends with a person is
 * helped by one and then goes out, once.
 */
class WireFaultMatrixIT {
    // A hang ends with a dropped line here: one without an end costs the 40 s after which the browser is killed.
    private static final Map<String, Integer> DELAYS = Map.of("slow", 800, "hang", 400);
    private static Vertx vertx;
    private static WireDesk desk;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        desk = WireDesk.hurried(vertx);
    }

    @AfterAll
    static void close() {
        desk.stopBrowser();
        Await.get(vertx.close());
    }

    @TestFactory
    Stream<DynamicTest> every_fault_at_every_step_ends_as_the_table_says() {
        return WireFaultTable.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.kind() + " at " + row.step(), () -> play(row)));
    }

    private static void play(Row row) {
        desk.newDay();
        Paid paid = desk.paid("The wire suffers " + row.kind() + " at " + row.step());
        // The history is read only when the answer of a checkout was lost.
        if (row.step().equals("orders")) {
            desk.fault("checkout", "lose_response", 1);
        }
        desk.fault(row.step(), row.kind(), 1, DELAYS.getOrDefault(row.kind(), 0));
        JobOutcome first = desk.run(paid, 1);
        End end = end(paid, first);
        assertThat(desk.faults()).as("the fault was met").isZero();
        List<String> trail = desk.trail(paid);
        assertOnce(paid);
        if (end == End.IN_DOUBT) {
            desk.decide(paid);
        }
        if (!EnumSet.of(End.COMPLETED, End.ADOPTED, End.CLICKED_AGAIN, End.FAILED)
                .contains(end)) {
            assertThat(desk.run(paid, 2)).as("the next attempt").isInstanceOf(JobOutcome.Done.class);
        }
        assertThat(end).as("%s, after %s", first, trail).isEqualTo(row.end());
        assertOnce(paid);
        if (end == End.FAILED) {
            assertThat(desk.submissionsOf(paid)).isZero();
            return;
        }
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.COMPLETED);
        assertThat(desk.ordersOf(paid)).as("orders").isEqualTo(1);
        assertThat(desk.submissionsOf(paid)).as("submissions").isEqualTo(1);
    }

    private static void assertOnce(Paid paid) {
        assertThat(desk.ordersOf(paid)).as("orders").isLessThan(2);
        assertThat(desk.submissionsOf(paid)).as("submissions").isLessThan(2);
    }

    private static End end(Paid paid, JobOutcome first) {
        ReleaseStatus status = desk.release(paid).status();
        List<String> trail = desk.trail(paid);
        boolean lost = desk.lost(paid);
        if (first instanceof JobOutcome.Done) {
            return trail.stream().anyMatch(step -> step.endsWith(" absent"))
                    ? End.CLICKED_AGAIN
                    : lost ? End.ADOPTED : End.COMPLETED;
        }
        if (first instanceof JobOutcome.Retry) {
            assertThat(status).isEqualTo(ReleaseStatus.PROCESSING);
            return End.RETRIED;
        }
        if (first instanceof JobOutcome.Reject) {
            assertThat(status).isEqualTo(ReleaseStatus.FAILED);
            return End.FAILED;
        }
        assertThat(first).isInstanceOf(JobOutcome.NeedsAttention.class);
        if (status == ReleaseStatus.AWAITING_MANUAL_PAYMENT) {
            return End.MANUAL_PAYMENT;
        }
        assertThat(status).isEqualTo(ReleaseStatus.NEEDS_ATTENTION);
        return trail.stream().anyMatch(step -> step.endsWith(" in_doubt")) ? End.IN_DOUBT : End.NEEDS_ATTENTION;
    }
}
