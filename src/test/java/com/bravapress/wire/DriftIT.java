package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.config.Settings;
import com.bravapress.database.Tx;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobRun;
import com.bravapress.testing.Await;
import com.bravapress.wire.WireDesk.Paid;
import com.bravapress.wire.drift.DriftSentinel;
import com.bravapress.wire.drift.WatchStore;
import com.bravapress.wire.drift.WireAlarm;
import com.bravapress.wire.drift.WireWatch;
import com.bravapress.wire.pages.Selectors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The walk along the road that has no effect, on the stand-in with a real browser. */
@ExtendWith(VertxExtension.class)
class DriftIT {
    private static final String DRIFT = "wire_drift:sandbox";

    private final Map<String, String> alerts = new ConcurrentHashMap<>();
    private WireDesk desk;
    private WireWatch watch;
    private DriftSentinel sentinel;
    private long job;

    @Test
    void a_clean_walk_looks_at_the_whole_road_and_leaves_nothing_but_its_one_draft(Vertx vertx) {
        open(vertx);
        JsonObject first = done(walk());
        assertThat(first.getBoolean("clean")).as(first.encode()).isTrue();
        assertThat(first.getInteger("looked_for")).isGreaterThan(40);
        assertThat(first.getString("selectors_version"))
                .isEqualTo(Selectors.load().version());
        JsonObject second = done(walk());
        assertThat(second.getBoolean("clean")).as(second.encode()).isTrue();
        assertThat(desk.orders()).isZero();
        assertThat(desk.submissions()).isZero();
        int drafts = Await.get(desk.database.one(
                "SELECT count(*)::int AS n FROM sandbox.wire_releases WHERE headline_key <> ''",
                row -> row.getInteger("n")));
        assertThat(drafts).isOne();
        assertThat(alerts).doesNotContainKey(DRIFT);
    }

    @Test
    void a_site_that_only_renamed_its_ids_still_holds_and_says_so(Vertx vertx) {
        open(vertx);
        desk.fault("compose", "drift", 1);
        JsonObject result = done(walk());
        assertThat(result.getBoolean("clean")).as(result.encode()).isTrue();
        assertThat(result.getInteger("by_fallback")).isPositive();
        assertThat(alerts).doesNotContainKey(DRIFT);
    }

    @Test
    void a_missing_element_pauses_purchases_names_itself_and_is_forgotten_when_a_walk_is_clean(Vertx vertx) {
        open(vertx);
        renamed("checkout_notes", List.of("#gone", "textarea[name=gone]"));
        JsonObject result = done(walk());
        assertThat(result.getBoolean("clean")).isFalse();
        assertThat(alerts.get(DRIFT))
                .contains(
                        "checkout_notes",
                        "“checkout”",
                        "#gone , textarea[name=gone]",
                        Selectors.load().version())
                .contains("Purchases are paused");
        int kept = Await.get(desk.database.one(
                "SELECT count(*)::int AS n FROM artifacts WHERE job_id = $1", row -> row.getInteger("n"), job));
        assertThat(kept).as("picture and source of the page").isEqualTo(2);

        // The road itself is sound again for this release: only the pause stands in its way.
        desk.use(Selectors.load(), Settings.Purchase.BALANCE_THEN_BUY);
        reopen();
        Paid paid = desk.paid("Waits for the All-Clear");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Snooze.class);
        assertThat(desk.orders()).isZero();

        int waits = Await.get(desk.database.run(
                "UPDATE jobs SET status = 'retrying', lease_until = NULL, run_at = now() + interval '1 hour' WHERE id = $1",
                paid.job()));
        assertThat(waits).isOne();
        assertThat(done(walk()).getBoolean("clean")).isTrue();
        assertThat(alerts).doesNotContainKey(DRIFT);
        int claimed = Await.get(desk.database.run(
                "UPDATE jobs SET status = 'processing', lease_until = now() + interval '1 hour' WHERE id = $1",
                paid.job()));
        assertThat(claimed).isOne();
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
    }

    @Test
    void a_person_overrules_just_these_findings(Vertx vertx) {
        open(vertx);
        renamed("checkout_notes", List.of("#gone"));
        assertThat(done(walk()).getBoolean("clean")).isFalse();
        assertThat(Await.get(new WatchStore().resume(desk.database))).isTrue();
        assertThat(Await.get(new WatchStore().resume(desk.database))).isFalse();
        assertThat(paused()).isFalse();
        assertThat(done(walk()).getBoolean("clean")).isFalse();
        assertThat(paused()).as("the same findings once more").isFalse();
        renamed("orders_table", List.of("#gone-too"));
        assertThat(done(walk()).getBoolean("clean")).isFalse();
        assertThat(paused()).as("other findings").isTrue();
    }

    @Test
    void a_wire_that_is_away_is_no_drift_and_a_captcha_is_a_blocked_road(Vertx vertx) {
        open(vertx);
        desk.fault("pricing", "maintenance", 1);
        assertThat(walk())
                .isInstanceOfSatisfying(
                        JobOutcome.Retry.class,
                        retry -> assertThat(retry.category()).isEqualTo(FailureCategory.WIRE));
        assertThat(paused()).isFalse();
        desk.fault("pricing", "captcha", 1);
        assertThat(done(walk()).getString("blocked")).contains("robot");
        assertThat(paused()).isTrue();
        assertThat(alerts).containsKey(DRIFT);
    }

    @Test
    void it_steps_aside_for_a_release_on_its_way(Vertx vertx) {
        open(vertx);
        Paid waiting = desk.paid("On Its Way");
        assertThat(walk()).isInstanceOf(JobOutcome.Snooze.class);
        assertThat(desk.run(waiting, 1)).isInstanceOf(JobOutcome.Done.class);
    }

    @Test
    void a_low_balance_is_told_until_it_rises(Vertx vertx) {
        open(vertx);
        Await.get(watch.balance(false, 3));
        assertThat(alerts).isEmpty();
        Await.get(watch.balance(false, 2));
        assertThat(alerts).containsKey("low_wire_balance:sandbox");
        Await.get(watch.balance(false, 1));
        assertThat(alerts.get("low_wire_balance:sandbox")).contains("1 releases left");
        Await.get(watch.balance(false, 7));
        assertThat(alerts).isEmpty();
        assertThat(Await.get(new WatchStore().all(desk.database)).get(0).balance())
                .isEqualTo(7);
    }

    private void open(Vertx vertx) {
        desk = WireDesk.open(vertx);
        job = Await.get(desk.database.one("""
                INSERT INTO jobs (type, status, data, attempts, max_attempts, lease_until)
                VALUES ('drift_sentinel', 'processing', '{}', 1, 3, now() + interval '5 minutes') RETURNING id
                """, row -> row.getLong("id")));
        Settings.Watch care =
                new Settings.Watch(Duration.ofSeconds(2), Duration.ofSeconds(5), Optional.empty(), Optional.of(2));
        watch = new WireWatch(desk.database, new WatchStore(), new Alarm(), Settings.Mode.SANDBOX, care);
        reopen();
    }

    private void reopen() {
        desk.gate = new PurchaseGate() {
            @Override
            public Future<Void> mayBuy(boolean onSandbox) {
                return watch.mayBuy(onSandbox);
            }

            @Override
            public Future<Void> balance(boolean onSandbox, int left) {
                return Future.succeededFuture();
            }
        };
        sentinel = new DriftSentinel(desk.visits, watch);
    }

    /** The same selectors, but for one element that is looked for where it is not. */
    private void renamed(String element, List<String> css) {
        Selectors now = Selectors.load();
        Map<String, List<String>> elements = new HashMap<>(now.elements());
        elements.put(element, css);
        Map<String, Integer> limits = new HashMap<>(now.limitsMs());
        limits.put("action", 1_500);
        desk.use(
                new Selectors(
                        now.version(),
                        limits,
                        now.pauseMs(),
                        now.paths(),
                        now.defaultIndustry(),
                        now.masks(),
                        elements),
                Settings.Purchase.BALANCE_THEN_BUY);
        reopen();
    }

    private boolean paused() {
        return Await.get(new WatchStore().all(desk.database)).stream()
                .anyMatch(each -> each.purchasesPausedAt() != null);
    }

    private JobOutcome walk() {
        return Await.get(sentinel.run(
                new JobRun<>(job, 1, 3, null, new DriftSentinel.Walk(), () -> Future.succeededFuture(Hold.KEPT))));
    }

    private static JsonObject done(JobOutcome outcome) {
        assertThat(outcome).isInstanceOf(JobOutcome.Done.class);
        return ((JobOutcome.Done) outcome).result();
    }

    private final class Alarm implements WireAlarm {
        @Override
        public Future<Void> raise(Tx tx, String kind, String key, String message, Long jobId) {
            alerts.put(key, message);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> settle(Tx tx, String key) {
            alerts.keySet().remove(key);
            return Future.succeededFuture();
        }
    }
}
