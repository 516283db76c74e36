package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.database.Tx;
import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobRun;
import com.bravapress.jobs.JobStatus;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.ReportStore;
import com.bravapress.releases.Submission;
import com.bravapress.testing.Await;
import com.bravapress.wire.WireDesk.Paid;
import com.bravapress.wire.outcome.FollowHandler;
import com.bravapress.wire.outcome.Followed;
import com.bravapress.wire.outcome.OutcomeNews;
import com.bravapress.wire.outcome.Outcomes;
import com.bravapress.wire.outcome.Rhythm;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a release after the wire has it, on the stand-in with a real browser. */
@ExtendWith(VertxExtension.class)
class OutcomeIT {
    private static final Rhythm PACE = new Rhythm(Duration.ofMillis(1_000), Duration.ofMillis(1_500));

    private final List<String> told = new CopyOnWriteArrayList<>();
    private WireDesk desk;
    private Outcomes outcomes;
    private FollowHandler handler;

    @Test
    void the_editors_word_goes_to_the_release_and_once_to_the_customer(Vertx vertx) {
        open(vertx);
        Paid paid = handedIn("Held and Then Taken");
        assertThat(look(paid)).isInstanceOf(JobOutcome.Snooze.class);
        assertThat(told).isEmpty();

        decide(paid, "hold", "Please name the source of the figure");
        lookTwice(paid);
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.NEEDS_CHANGES);
        assertThat(desk.release(paid).wireStatus()).isEqualTo("on_hold");
        assertThat(desk.release(paid).wireReason()).isEqualTo("Please name the source of the figure");
        assertThat(told).containsExactly("needs changes: Please name the source of the figure");

        decide(paid, "approve", "");
        lookTwice(paid);
        Submission published = desk.release(paid);
        assertThat(published.status()).isEqualTo(ReleaseStatus.COMPLETED);
        assertThat(published.wireStatus()).isEqualTo("published");
        assertThat(published.wireReason()).isNull();
        assertThat(published.wireUrl()).contains("/article/" + published.einpresswireSubmissionId());
        assertThat(told).hasSize(2).last().isEqualTo("published: " + published.wireUrl());
    }

    @Test
    void a_refusal_is_told_with_its_reason_and_ends_the_following(Vertx vertx) {
        open(vertx);
        Paid paid = handedIn("Refused by the Editors");
        decide(paid, "reject", "No news");
        assertThat(look(paid)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.NEEDS_CHANGES);
        assertThat(told).containsExactly("needs changes: No news");
        assertThat(look(paid)).isInstanceOf(JobOutcome.Done.class);
        assertThat(told).hasSize(1);
    }

    @Test
    void the_report_is_waited_for_read_once_and_told_once(Vertx vertx) {
        open(vertx);
        Paid paid = handedIn("Picked up Widely");
        decide(paid, "approve", "");
        assertThat(look(paid)).as("the report is not there yet").isInstanceOf(JobOutcome.Snooze.class);
        assertThat(Await.get(new ReportStore().find(desk.database, paid.id()))).isEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> look(paid) instanceof JobOutcome.Done);
        var report = Await.get(new ReportStore().find(desk.database, paid.id())).orElseThrow();
        assertThat(report.outlets())
                .hasSize(5)
                .allSatisfy(each -> assertThat(each.url()).startsWith("https://outlet-"));
        assertThat(report.outlets().get(0).outlet()).isEqualTo("Harbour Gazette");
        assertThat(look(paid)).isInstanceOf(JobOutcome.Done.class);
        assertThat(told).hasSize(2).last().isEqualTo("report: 5");
    }

    @Test
    void one_visit_serves_every_release_that_is_followed(Vertx vertx) {
        open(vertx);
        Paid first = handedIn("One of Three");
        Paid second = handedIn("Two of Three");
        Paid third = handedIn("Three of Three");
        decide(first, "approve", "");
        decide(second, "hold", "Two");
        decide(third, "reject", "Three");
        JsonObject counting = new JsonObject()
                .put("step", "my_releases")
                .put("kind", "slow")
                .put("times", 10)
                .put("delay_ms", 1);
        assertThat(Await.get(desk.post("/faults", counting))).isEqualTo(200);
        int before = desk.faultsLeft();
        assertThat(look(first)).isInstanceOf(JobOutcome.Snooze.class);
        assertThat(look(second)).isInstanceOf(JobOutcome.Snooze.class);
        assertThat(look(third)).isInstanceOf(JobOutcome.Done.class);
        assertThat(before - desk.faultsLeft()).as("lists that were loaded").isOne();
        assertThat(told).hasSize(3);
    }

    @Test
    void a_release_that_nobody_decides_about_is_given_up_loudly(Vertx vertx) {
        open(vertx);
        Paid paid = handedIn("Forgotten by the Editors");
        int aged = Await.get(desk.database.run(
                "UPDATE wire_followups SET since = now() - interval '2 hours' WHERE submission_id = $1", paid.id()));
        assertThat(aged).isOne();
        JobOutcome outcome = look(paid);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        JobOutcome.NeedsAttention.class,
                        given -> assertThat(given.error()).contains("ask the wire"));
        Await.get(desk.database.inTransaction(
                tx -> handler.cameToRest(tx, paid.job(), paid.id(), JobStatus.NEEDS_ATTENTION, "why")));
        assertThat(told).containsExactly("given up: why");
        assertThat(look(paid)).as("a retry has patience again").isInstanceOf(JobOutcome.Snooze.class);
    }

    @Test
    void a_wire_that_is_away_is_waited_out_and_a_refunded_release_is_left_alone(Vertx vertx) {
        open(vertx);
        Paid paid = handedIn("In Bad Weather");
        desk.fault("my_releases", "http500", 1);
        assertThat(look(paid)).isInstanceOf(JobOutcome.Snooze.class);
        int refunded = Await.get(
                desk.database.run("UPDATE press_release_submissions SET status = 'refunded' WHERE id = $1", paid.id()));
        assertThat(refunded).isOne();
        decide(paid, "approve", "");
        assertThat(look(paid)).isInstanceOf(JobOutcome.Done.class);
        assertThat(told).isEmpty();
    }

    private void open(Vertx vertx) {
        desk = WireDesk.open(vertx);
        outcomes = new Outcomes(desk.database, desk.releases, desk.queue(), PACE, new Told());
        handler = new FollowHandler(outcomes, desk.visits);
    }

    private Paid handedIn(String title) {
        Paid paid = desk.paid(title);
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        Await.get(desk.database.inTransaction(tx -> outcomes.follow(tx, paid.id(), "test")));
        return paid;
    }

    private void decide(Paid paid, String decision, String reason) {
        JsonObject body = new JsonObject()
                .put("release_id", desk.release(paid).einpresswireSubmissionId())
                .put("decision", decision)
                .put("reason", reason);
        assertThat(Await.get(desk.post("/review", body))).isEqualTo(200);
        int stale = Await.get(desk.database.run("UPDATE wire_followups SET seen_at = NULL"));
        assertThat(stale).isPositive();
    }

    /** The second time as its own job comes again, after the wait. */
    private void lookTwice(Paid paid) {
        assertThat(look(paid)).isInstanceOf(JobOutcome.Snooze.class);
        int stale = Await.get(desk.database.run("UPDATE wire_followups SET seen_at = NULL"));
        assertThat(stale).isPositive();
        assertThat(look(paid)).isNotNull();
    }

    private JobOutcome look(Paid paid) {
        return Await.get(handler.run(new JobRun<>(
                paid.job(), 1, 5, paid.id(), new Followed(paid.id()), () -> Future.succeededFuture(Hold.KEPT))));
    }

    private final class Told implements OutcomeNews {
        @Override
        public Future<Void> published(Tx tx, Submission release) {
            return note("published: " + release.wireUrl());
        }

        @Override
        public Future<Void> needsChanges(Tx tx, Submission release) {
            return note("needs changes: " + release.wireReason());
        }

        @Override
        public Future<Void> reported(Tx tx, Submission release, int outlets) {
            return note("report: " + outlets);
        }

        @Override
        public Future<Void> givenUp(Tx tx, Submission release, long jobId, String error) {
            return note("given up: " + error);
        }

        private Future<Void> note(String what) {
            told.add(what);
            return Future.succeededFuture();
        }
    }
}
