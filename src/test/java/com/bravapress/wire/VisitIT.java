package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.config.Settings;
import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.testing.Await;
import com.bravapress.wire.WireDesk.Paid;
import com.bravapress.wire.pages.Selectors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a visit of the wire leaves behind: a sign-in for the next one, pictures, and traces without secrets. */
@ExtendWith(VertxExtension.class)
class VisitIT {
    @Test
    void one_sign_in_serves_many_releases_and_is_nowhere_on_the_disk(Vertx vertx) throws IOException {
        WireDesk desk = WireDesk.open(vertx);
        for (int i = 0; i < 3; i++) {
            assertThat(desk.run(desk.paid("Release Number " + i), 1)).isInstanceOf(JobOutcome.Done.class);
        }
        assertThat(desk.submissions()).isEqualTo(3);
        List<String> tokens = tokens(desk);
        assertThat(tokens).hasSize(1);
        assertThat(filesWith(tokens.get(0))).isEmpty();
    }

    @Test
    void a_sign_in_that_has_expired_between_two_releases_is_made_again(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        assertThat(desk.run(desk.paid("Before the Night"), 1)).isInstanceOf(JobOutcome.Done.class);
        String first = tokens(desk).get(0);
        assertThat(Await.get(desk.database.run("DELETE FROM sandbox.wire_sessions")))
                .isOne();
        assertThat(desk.run(desk.paid("After the Night"), 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(tokens(desk)).hasSize(1).doesNotContain(first);
        assertThat(desk.submissions()).isEqualTo(2);
    }

    @Test
    void a_sign_in_that_expires_at_the_checkout_buys_once_and_publishes_once(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        assertThat(desk.run(desk.paid("Holds the Session"), 1)).isInstanceOf(JobOutcome.Done.class);
        desk.fault("checkout", "session_expired", 1);
        assertThat(desk.run(desk.paid("Loses the Session"), 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isEqualTo(2);
        assertThat(desk.submissions()).isEqualTo(2);
        assertThat(tokens(desk)).hasSize(1);
    }

    @Test
    void a_failure_leaves_a_trace_that_holds_no_password_and_no_session(Vertx vertx) throws IOException {
        WireDesk desk = WireDesk.open(vertx);
        // In mid-flow, so that signing in again falls into the recording.
        desk.fault("pricing", "session_expired", 1);
        desk.fault("compose", "validation", 1);
        Paid paid = desk.paid("Leaves a Trace");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Reject.class);
        Map<String, byte[]> trace = unzipped(only(desk, "trace"));
        assertThat(trace.keySet())
                .anyMatch(name -> name.endsWith(".trace"))
                .anyMatch(name -> name.endsWith(".network"));
        String all = text(trace);
        assertThat(all).contains("Leaves a Trace", "/press-releases/edit");
        String dom = only(desk, "dom").toString(StandardCharsets.UTF_8);
        for (String secret : List.of(WireSites.SANDBOX_PASSWORD, tokens(desk).get(0))) {
            assertThat(all.contains(secret)).as("in the trace").isFalse();
            assertThat(dom.contains(secret)).as("in the page").isFalse();
        }
        assertThat(all).doesNotContain("name=\"password\"");
    }

    @Test
    void every_step_shows_the_page_before_it_and_names_its_selectors(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Before and After");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        record Shown(String step, UUID before, UUID after, String selectors) {}
        List<Shown> shown = Await.get(desk.database.list(
                "SELECT step, before_artifact_id, artifact_id, selectors FROM wire_steps ORDER BY id",
                row -> new Shown(
                        row.getString("step"),
                        row.getUUID("before_artifact_id"),
                        row.getUUID("artifact_id"),
                        row.getString("selectors"))));
        assertThat(shown).hasSize(8).allSatisfy(step -> {
            assertThat(step.after()).as(step.step()).isNotNull();
            assertThat(step.selectors()).isEqualTo(Selectors.load().version());
        });
        assertThat(shown.get(0).before()).isNull();
        assertThat(shown.stream().skip(1))
                .allSatisfy(step -> assertThat(step.before()).as(step.step()).isNotNull());
        assertThat(shown.get(1).before()).isEqualTo(shown.get(0).after());
        // Before the click stands the filled form, not the page it was reached from.
        assertThat(shown.get(2).step()).isEqualTo("purchase");
        assertThat(shown.get(2).before())
                .isNotIn(shown.get(1).after(), shown.get(2).after());
    }

    @Test
    void a_selector_that_finds_nothing_any_more_is_named_and_its_fallback_does(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.use(with("compose_headline", List.of("#gone", "#title")), Settings.Purchase.BALANCE_THEN_BUY);
        Paid paid = desk.paid("Found by Another");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        List<String> drifted = Await.get(desk.database.list(
                "SELECT drifted[1] AS place FROM wire_steps WHERE drifted <> '{}'", row -> row.getString("place")));
        assertThat(drifted).containsExactly("compose_headline");
    }

    @Test
    void a_place_that_no_selector_finds_is_drift_and_named(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.use(with("compose_headline", List.of("#gone", "#gone-too")), Settings.Purchase.BALANCE_THEN_BUY);
        Paid paid = desk.paid("Found by None");
        assertThat(desk.run(paid, 1))
                .isInstanceOfSatisfying(
                        JobOutcome.Retry.class,
                        retry -> assertThat(retry.error())
                                .contains(
                                        "compose_headline",
                                        "#gone-too",
                                        Selectors.load().version()));
        assertThat(desk.submissions()).isZero();
    }

    @Test
    void a_paced_visit_rests_and_keeps_its_job_alive(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        List<Long> rests = new ArrayList<>();
        desk.pace(new Pace(Duration.ofMillis(50), Duration.ofMillis(150), Clock.systemUTC(), (least, most) -> {
            rests.add(most);
            return most;
        }));
        Paid paid = desk.paid("At a Walking Pace");
        AtomicInteger beats = new AtomicInteger();
        long began = System.nanoTime();
        assertThat(desk.run(paid, 1, () -> {
                    beats.incrementAndGet();
                    return Future.succeededFuture(Hold.KEPT);
                }))
                .isInstanceOf(JobOutcome.Done.class);
        assertThat(rests).hasSizeGreaterThan(10);
        // Behind the last part nobody has to rest any more.
        assertThat(Duration.ofNanos(System.nanoTime() - began).toMillis()).isGreaterThan((rests.size() - 3) * 150L);
        // Eleven before the parts; the others are those of the rests.
        assertThat(beats).hasValueGreaterThan(12);
    }

    @Test
    void evidence_that_is_too_much_is_not_kept_and_hurts_nobody(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Too Much to Keep");
        ArtifactStore artifacts = new ArtifactStore();
        assertThat(Await.get(artifacts.putPicture(desk.database, paid.job(), new byte[ArtifactStore.LARGEST + 1])))
                .isEmpty();
        byte[] large = new byte[ArtifactStore.LARGEST];
        for (long kept = 0; kept + large.length <= ArtifactStore.MOST_OF_A_JOB; kept += large.length) {
            assertThat(Await.get(artifacts.putTrace(desk.database, paid.job(), large)))
                    .isPresent();
        }
        assertThat(Await.get(artifacts.putTrace(desk.database, paid.job(), large)))
                .isEmpty();
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
    }

    private static Selectors with(String place, List<String> css) {
        Selectors usual = Selectors.load();
        Map<String, List<String>> elements = new HashMap<>(usual.elements());
        elements.put(place, css);
        Map<String, Integer> limits = new HashMap<>(usual.limitsMs());
        limits.put("action", 1_500);
        return usual.with(limits, elements);
    }

    private static List<String> tokens(WireDesk desk) {
        return Await.get(desk.database.list("SELECT token FROM sandbox.wire_sessions", row -> row.getString("token")));
    }

    private static Buffer only(WireDesk desk, String kind) {
        return Await.get(
                desk.database.one("SELECT bytes FROM artifacts WHERE kind = $1", row -> row.getBuffer("bytes"), kind));
    }

    private static Map<String, byte[]> unzipped(Buffer zip) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.getBytes()))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static String text(Map<String, byte[]> entries) {
        StringBuilder all = new StringBuilder();
        entries.values().forEach(bytes -> all.append(new String(bytes, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    private static List<Path> filesWith(String secret) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var all = Files.walk(WireDesk.HOME)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(each -> !each.toString().contains("playwright-"))
                    .toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
