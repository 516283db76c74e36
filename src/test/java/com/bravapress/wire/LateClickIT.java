package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.jobs.JobOutcome;
import com.bravapress.wire.WireDesk.Paid;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A click without an answer whose effect comes long after the time to settle. */
@ExtendWith(VertxExtension.class)
class LateClickIT {
    private static final int LATE_MS = 700;

    @Test
    void an_order_that_lands_long_after_the_time_to_settle_is_adopted_and_not_bought_again(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("checkout", "lose_response", 1, LATE_MS);
        Paid paid = desk.paid("Lands Late at the Checkout");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void a_publication_that_lands_long_after_the_time_to_settle_is_adopted_and_not_sent_again(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("publish", "lose_response", 1, LATE_MS);
        Paid paid = desk.paid("Lands Late at the Last Click");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void the_job_comes_again_instead_of_waiting_when_the_effect_may_be_far_off(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx, Duration.ofMillis(500));
        desk.fault("checkout", "lose_response", 1, 3_000);
        Paid paid = desk.paid("Lands Much Later");
        assertThat(desk.run(paid, 1))
                .isInstanceOfSatisfying(
                        JobOutcome.Snooze.class,
                        snooze -> assertThat(snooze.delay()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15)));
        assertThat(desk.trail(paid)).contains("purchase dispatched");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> desk.orders() == 1);
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void what_is_lost_twice_is_a_persons_to_settle(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("checkout", "http500", 4);
        Paid paid = desk.paid("Never Reached the Shop");
        // The first fault meets the page of the checkout, nothing being clicked yet.
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Retry.class);
        desk.clearFaults();
        desk.faultAt("checkout", "http500", "POST", 2);
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.NeedsAttention.class);
        assertThat(desk.trail(paid).stream().filter("purchase absent"::equals)).hasSize(2);
        assertThat(desk.orders()).isZero();
    }
}
