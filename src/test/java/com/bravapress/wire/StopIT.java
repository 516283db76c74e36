package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobRun;
import com.bravapress.jobs.JobStatus;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.wire.WireDesk.Paid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person asks for a running job to stop. One beat each: sign in, balance, checkout, order, balance, compose, … */
@ExtendWith(VertxExtension.class)
class StopIT {
    private WireDesk desk;

    @BeforeEach
    void open(Vertx vertx) {
        desk = WireDesk.open(vertx);
    }

    @Test
    void it_stops_before_anything_is_bought() {
        Paid paid = desk.paid("Stopped Early");
        assertThat(desk.run(paid, 1, askedFrom(2))).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.orders()).isZero();
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.NEEDS_ATTENTION);
        assertThat(desk.release(paid).error()).contains("Nothing was bought");
    }

    @Test
    void a_wish_that_comes_between_the_announcement_and_the_click_stops_the_click() {
        Paid paid = desk.paid("Stopped in Time");
        assertThat(desk.run(paid, 1, askedFrom(4))).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.orders()).isZero();
        assertThat(desk.trail(paid)).contains("purchase absent");
    }

    @Test
    void a_wish_that_no_beat_has_heard_stops_the_announcement() {
        Paid paid = desk.paid("Stopped in the Rows");
        JobOutcome outcome = desk.run(
                paid,
                1,
                () -> desk.database
                        .run("UPDATE jobs SET cancel_asked_at = now() WHERE id = $1", paid.job())
                        .map(Hold.KEPT));
        assertThat(outcome).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.orders()).isZero();
        assertThat(desk.trail(paid)).contains("purchase failed").doesNotContain("purchase dispatched");
    }

    @Test
    void what_was_bought_but_not_published_is_told() {
        Paid paid = desk.paid("Stopped in Between");
        assertThat(desk.run(paid, 1, askedFrom(6))).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isZero();
        String order = desk.release(paid).einpresswireOrderId();
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.NEEDS_ATTENTION);
        assertThat(desk.release(paid).error()).contains("A package was bought").contains(order);
        // A person changes their mind: the order is used.
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void a_purchase_whose_answer_was_lost_is_found_out_before_it_stops() {
        desk.fault("checkout", "lose_response", 1);
        Paid paid = desk.paid("Stopped in Doubt");
        assertThat(desk.run(paid, 1, askedFrom(5))).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.trail(paid)).contains("purchase confirmed");
        assertThat(desk.release(paid).error()).contains(desk.release(paid).einpresswireOrderId());
        assertThat(desk.submissions()).isZero();
    }

    @Test
    void what_is_published_is_brought_to_its_end() {
        Paid paid = desk.paid("Stopped Too Late");
        assertThat(desk.run(paid, 1, askedFrom(11))).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.submissions()).isOne();
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.COMPLETED);
    }

    @Test
    void a_job_that_was_cancelled_while_it_waited_leaves_its_release_to_a_person() {
        Paid paid = desk.paid("Never Begun");
        desk.rests(paid, JobStatus.CANCELLED, null);
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.NEEDS_ATTENTION);
        assertThat(desk.release(paid).error()).contains("was cancelled").contains("Nothing was bought");
    }

    private static JobRun.Heartbeat askedFrom(int beat) {
        AtomicInteger beats = new AtomicInteger();
        return () -> Future.succeededFuture(beats.incrementAndGet() >= beat ? Hold.CANCEL_ASKED : Hold.KEPT);
    }
}
