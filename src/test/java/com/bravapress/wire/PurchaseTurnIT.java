package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.testing.Await;
import com.bravapress.wire.WireDesk.Paid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One purchase at a time per wire account, and what it does to the balance. */
@ExtendWith(VertxExtension.class)
class PurchaseTurnIT {
    private static final String ACCOUNT = "sandbox:desk@bravapress.example";
    private WireDesk desk;

    @BeforeEach
    void open(Vertx vertx) {
        desk = WireDesk.open(vertx);
    }

    @Test
    void while_another_job_buys_this_one_comes_again_shortly() {
        Paid other = desk.paid("Is Buying");
        Paid paid = desk.paid("Waits Its Turn");
        held(other.job(), 1, 60);
        assertThat(desk.run(paid, 1))
                .isInstanceOfSatisfying(
                        JobOutcome.Snooze.class,
                        snooze -> assertThat(snooze.delay()).isLessThan(Duration.ofSeconds(30)));
        assertThat(desk.orders()).isZero();
        held(other.job(), 1, -1);
        assertThat(desk.run(paid, 2)).as("the dead holder's time has run out").isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(holders()).isZero();
    }

    @Test
    void the_next_attempt_of_the_same_job_takes_over_at_once() {
        Paid paid = desk.paid("Takes Over");
        held(paid.job(), 1, 60);
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
    }

    /** Found by the fault campaign: killed between its purchase and its release, a job kept everybody else from buying. */
    @Test
    void a_holder_that_died_after_its_purchase_was_decided_keeps_nobody_waiting() {
        Paid other = desk.paid("Died After Buying");
        Paid paid = desk.paid("Comes Next");
        held(other.job(), 1, 60);
        movesOn(other.job());
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
    }

    @Test
    void a_holder_that_died_in_its_click_is_waited_for() {
        Paid other = desk.paid("Died In The Click");
        Paid paid = desk.paid("Waits For The Dead");
        held(other.job(), 1, 60);
        movesOn(other.job());
        int steps = Await.get(desk.database.run(
                "INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, state)"
                        + " VALUES ($1, $2, 1, 'purchase', true, 'dispatched')",
                other.job(),
                other.id()));
        assertThat(steps).isOne();
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Snooze.class);
        assertThat(desk.orders()).isZero();
    }

    private void movesOn(long job) {
        int rows = Await.get(desk.database.run("UPDATE jobs_live SET attempts = attempts + 1 WHERE id = $1", job));
        assertThat(rows).isOne();
    }

    @Test
    void of_many_who_ask_at_once_one_gets_it_and_only_an_attempt_that_has_its_job() {
        WireAccountStore accounts = new WireAccountStore();
        List<Paid> jobs =
                IntStream.range(0, 8).mapToObj(i -> desk.paid("Asks " + i)).toList();
        List<Future<Boolean>> asked = jobs.stream()
                .map(paid -> accounts.take(desk.database, ACCOUNT, paid.job(), 1, Duration.ofMinutes(1)))
                .toList();
        Await.get(Future.join(asked));
        assertThat(asked.stream().filter(Future::result)).hasSize(1);
        Await.get(accounts.leave(
                desk.database,
                ACCOUNT,
                jobs.get(asked.stream().map(Future::result).toList().indexOf(true))
                        .job(),
                1));
        assertThat(Await.get(accounts.take(desk.database, ACCOUNT, jobs.get(0).job(), 7, Duration.ofMinutes(1))))
                .as("attempt 7 has not got the job")
                .isFalse();
    }

    @Test
    void the_balance_before_and_after_stands_in_the_ledger() {
        Paid paid = desk.paid("Counted");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(balances(paid)).isEqualTo("0>1");
        assertThat(openAlerts()).isEmpty();
    }

    @Test
    void a_balance_that_one_purchase_does_not_explain_raises_an_alert() {
        Paid paid = desk.paid("Miscounted");
        AtomicInteger beats = new AtomicInteger();
        // The fifth beat is that before the balance is read again: somebody else has bought meanwhile, or we have
        // twice.
        JobOutcome outcome = desk.run(
                paid,
                1,
                () -> beats.incrementAndGet() == 5
                        ? desk.database.run("""
                                INSERT INTO sandbox.wire_orders (plan, notes, price_cents, releases_left)
                                VALUES ('presswire-basic', 'nobody knows of it', 14900, 1)
                                """).map(Hold.KEPT)
                        : Future.succeededFuture(Hold.KEPT));
        assertThat(outcome).isInstanceOf(JobOutcome.Done.class);
        assertThat(balances(paid)).isEqualTo("0>2");
        assertThat(openAlerts())
                .singleElement()
                .asString()
                .contains("had 0 releases")
                .contains("has 2 after");
    }

    private void held(long job, int attempt, int seconds) {
        int rows = Await.get(desk.database.run("""
                INSERT INTO wire_accounts VALUES ($1, $2, $3, clock_timestamp() + $4::int * interval '1 second')
                ON CONFLICT (account) DO UPDATE SET job_id = $2, attempt = $3, held_until = excluded.held_until
                """, ACCOUNT, job, attempt, seconds));
        assertThat(rows).isOne();
    }

    private int holders() {
        return Await.get(desk.database.one("SELECT count(*)::int AS n FROM wire_accounts", row -> row.getInteger("n")));
    }

    private String balances(Paid paid) {
        return Await.get(desk.database.one(
                "SELECT balance_before || '>' || balance_after AS told FROM wire_steps"
                        + " WHERE submission_id = $1 AND step = 'purchase'",
                row -> row.getString("told"),
                paid.id()));
    }

    private List<String> openAlerts() {
        return Await.get(desk.database.list(
                "SELECT message FROM alerts WHERE kind = 'wire_balance'", row -> row.getString("message")));
    }
}
