package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.wire.WireDesk.Paid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is bought and published: once, in time, and only for a release that is still ours to send. */
@ExtendWith(VertxExtension.class)
class IrreversibleClickIT {
    @Test
    void an_order_whose_answer_was_lost_is_adopted(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("checkout", "lose_response", 1);
        Paid paid = desk.paid("Lost at the Checkout");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
        assertThat(desk.release(paid).einpresswireOrderId()).isNotBlank();
    }

    @Test
    void a_publication_whose_answer_was_lost_is_adopted(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("publish", "lose_response", 1);
        Paid paid = desk.paid("Lost at the Last Click");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void a_click_that_had_no_effect_is_made_once_more(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("publish", "http500", 1);
        Paid paid = desk.paid("Broken at the Last Click");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.trail(paid)).contains("publish absent", "publish confirmed");
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void an_unreadable_order_history_stops_everything_until_a_person_decides(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("checkout", "lose_response", 1);
        desk.fault("orders", "http500", 20);
        Paid paid = desk.paid("Hidden History");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.NeedsAttention.class);
        assertThat(desk.trail(paid)).contains("purchase in_doubt");
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.NEEDS_ATTENTION);
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.NeedsAttention.class);
        assertThat(desk.orders()).isOne();
    }

    @Test
    void an_attempt_that_lost_its_job_touches_nothing_and_the_next_resumes_behind_the_purchase(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Killed in Between");
        AtomicInteger beats = new AtomicInteger();
        JobOutcome lost =
                desk.run(paid, 1, () -> Future.succeededFuture(beats.incrementAndGet() < 5 ? Hold.KEPT : Hold.LOST));
        assertThat(lost).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isZero();
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.PROCESSING);

        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
        assertThat(desk.trail(paid).stream().filter(step -> step.startsWith("purchase")))
                .containsExactly("purchase confirmed");
    }

    @Test
    void a_crash_after_the_click_is_settled_by_the_next_attempt(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Crashed After the Click");
        desk.fault("checkout", "lose_response", 1);
        AtomicInteger beats = new AtomicInteger();
        // The beat after the dispatch belongs to the settling: the attempt dies with the click's answer unknown.
        assertThat(desk.run(paid, 1, () -> Future.succeededFuture(beats.incrementAndGet() < 5 ? Hold.KEPT : Hold.LOST)))
                .isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.trail(paid)).contains("purchase dispatched");
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void a_lost_job_never_clicks(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Rescued Meanwhile");
        AtomicInteger beats = new AtomicInteger();
        JobOutcome outcome = desk.run(
                paid,
                1,
                () -> beats.incrementAndGet() < 3
                        ? Future.succeededFuture(Hold.KEPT)
                        : desk.database
                                .run("UPDATE jobs SET attempts = 2 WHERE id = $1", paid.job())
                                .map(Hold.KEPT));
        assertThat(outcome).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.orders()).isZero();
    }

    @Test
    void a_click_that_comes_too_late_is_not_made(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Stopped and Woken");
        AtomicInteger beats = new AtomicInteger();
        // The beat between the dispatch and the order: the process sleeps there.
        JobOutcome first = desk.run(paid, 1, () -> desk.sleeps(beats.incrementAndGet() == 4));
        assertThat(first)
                .isInstanceOfSatisfying(
                        JobOutcome.Retry.class,
                        retry -> assertThat(retry.error()).contains("too late"));
        assertThat(desk.orders()).isZero();
        assertThat(desk.trail(paid)).contains("purchase absent");

        beats.set(0);
        JobOutcome second = desk.run(paid, 2, () -> desk.sleeps(beats.incrementAndGet() == 10));
        assertThat(second).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isZero();
        assertThat(desk.trail(paid)).contains("publish absent");

        assertThat(desk.run(paid, 3)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void nothing_is_bought_for_a_release_that_is_refunded_meanwhile(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Refunded Before the Order");
        AtomicInteger beats = new AtomicInteger();
        JobOutcome outcome = desk.run(paid, 1, () -> desk.refunds(paid, beats.incrementAndGet() == 3));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        JobOutcome.Reject.class,
                        reject -> assertThat(reject.error()).contains("refunded"));
        assertThat(desk.orders()).isZero();
        assertThat(desk.trail(paid)).contains("purchase failed");
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.REFUNDED);
    }

    @Test
    void nothing_is_published_for_a_release_that_is_refunded_meanwhile(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Refunded Before the Last Click");
        AtomicInteger beats = new AtomicInteger();
        JobOutcome outcome = desk.run(paid, 1, () -> desk.refunds(paid, beats.incrementAndGet() == 8));
        assertThat(outcome).isInstanceOf(JobOutcome.Reject.class);
        assertThat(desk.submissions()).isZero();
        assertThat(desk.release(paid).einpresswireOrderId()).isNotBlank();
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.REFUNDED);
    }

    @Test
    void what_was_published_before_the_refund_is_noted_and_the_team_is_told(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Refunded After the Last Click");
        AtomicInteger beats = new AtomicInteger();
        JobOutcome outcome = desk.run(paid, 1, () -> desk.refunds(paid, beats.incrementAndGet() == 11));
        assertThat(outcome).isInstanceOf(JobOutcome.NeedsAttention.class);
        assertThat(desk.submissions()).isOne();
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.REFUNDED);
        assertThat(desk.release(paid).einpresswireSubmissionId()).isNotBlank();
        assertThat(desk.alerts(paid)).singleElement().asString().contains("refunded");
        assertThat(desk.notices).hasValue(0);
    }

    @Test
    void the_package_of_a_release_that_failed_is_used_for_another(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("compose", "validation", 1);
        Paid failed = desk.paid("Refused After the Order");
        assertThat(desk.run(failed, 1)).isInstanceOf(JobOutcome.Reject.class);
        assertThat(desk.release(failed).status()).isEqualTo(ReleaseStatus.FAILED);
        Paid next = desk.paid("Uses What Was Left");
        assertThat(desk.run(next, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.trail(next)).contains("purchase skipped");
        assertThat(desk.orders()).isOne();
    }
}
