package com.bravapress.releases.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.http.Principal;
import com.bravapress.jobs.JobChannels;
import com.bravapress.jobs.Timeline;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.testing.Await;
import com.bravapress.testing.StudioServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseStreamIT extends StudioHttp {
    private Principal ada;

    @BeforeAll
    void start(Vertx vertx) {
        server = StudioServer.start(vertx);
        ada = server.customer("Ada");
    }

    @Test
    void somebody_who_was_signed_out_gets_no_stream() {
        Principal eve = server.customer("Eve");
        String path = "/api/releases/" + begin(eve, "Followed") + "/events";
        server.signOut(eve);
        assertThat(send(eve, "GET", path, null).statusCode()).isEqualTo(401);
    }

    @Test
    void the_stream_tells_of_a_change_and_resumes_without_repeating() throws IOException {
        String id = begin(ada, "Followed");
        String last;
        try (BufferedReader lines = events(id, "")) {
            assertThat(nextState(lines).data().getString("status")).isEqualTo("draft");
            move(id, ReleaseStatus.PAYMENT_PENDING);
            State pending = nextState(lines);
            assertThat(pending.data().getString("status")).isEqualTo("payment_pending");
            assertThat(pending.data().getJsonArray("items")).isNotEmpty();
            last = pending.id();
        }
        try (BufferedReader lines = events(id, last)) {
            move(id, ReleaseStatus.DRAFT);
            assertThat(nextState(lines).data().getString("status")).isEqualTo("draft");
        }
    }

    @Test
    void the_newest_state_is_told_after_any_number_of_entries() throws IOException {
        String id = begin(ada, "Long");
        Await.get(server.database.run("""
                INSERT INTO job_events (submission_id, kind, actor, detail)
                SELECT $1, 'log', 'test', '{}' FROM generate_series(1, 600)
                """, UUID.fromString(id)));
        try (BufferedReader lines = events(id, "")) {
            assertThat(nextState(lines).data().getString("status")).isEqualTo("draft");
            move(id, ReleaseStatus.PAYMENT_PENDING);
            assertThat(nextState(lines).data().getString("status")).isEqualTo("payment_pending");
        }
        List<TimelineStore.Seen> newest =
                Await.get(new TimelineStore().ofSubmission(server.database, UUID.fromString(id)));
        assertThat(newest)
                .hasSize(500)
                .isSortedAccordingTo(Comparator.comparing(seen -> seen.cursor().id()));
        assertThat(newest.get(499).detail().getString("to")).isEqualTo("payment_pending");
    }

    @Test
    void what_is_shown_decides_not_the_newest_entry() throws IOException {
        String id = begin(ada, "Seen by its view");
        try (BufferedReader lines = events(id, "")) {
            assertThat(nextState(lines).data().getString("wire_status")).isNull();
            Await.get(server.database.run(
                    "UPDATE press_release_submissions SET wire_status = 'on_hold' WHERE id = $1", UUID.fromString(id)));
            server.bus.publish(JobChannels.TIMELINE, new JobChannels.TimelineGrew("test", UUID.fromString(id)));
            assertThat(nextState(lines).data().getString("wire_status")).isEqualTo("on_hold");
        }
    }

    @Test
    void every_release_of_one_transaction_is_told_of_by_its_id() {
        UUID one = UUID.fromString(begin(ada, "One"));
        UUID two = UUID.fromString(begin(ada, "Two"));
        Queue<UUID> told = new ConcurrentLinkedQueue<>();
        server.bus.subscribe(JobChannels.TIMELINE, grew -> {
            if (grew.about().equals("alert")) {
                told.add(grew.submissionId());
            }
        });
        Await.get(server.database.inTransaction(tx -> server.timeline
                .append(tx, new Timeline.Entry(null, one, Timeline.Kind.ALERT, "test", new JsonObject()))
                .compose(noted -> server.timeline.append(
                        tx, new Timeline.Entry(null, two, Timeline.Kind.ALERT, "test", new JsonObject())))));
        await().untilAsserted(() -> assertThat(told).containsExactlyInAnyOrder(one, two));
        JobChannels.TimelineGrew grew = new JobChannels.TimelineGrew("alert", one);
        assertThat(grew.concerns(one)).isTrue();
        assertThat(grew.concerns(two)).isFalse();
        assertThat(new JobChannels.TimelineGrew("any").concerns(two)).isTrue();
    }

    @Test
    void a_customer_can_follow_in_six_places_and_then_again_when_one_is_closed() throws IOException {
        Principal many = server.customer("Many");
        String path = "/api/releases/" + begin(many, "Watched") + "/events";
        List<InputStream> open = new ArrayList<>();
        try {
            for (int n = 0; n < 6; n++) {
                open.add(opened(many, path));
            }
            HttpResponse<String> refused = send(many, "GET", path, null);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            open.remove(0).close();
            await().untilAsserted(() -> open.add(opened(many, path)));
        } finally {
            for (InputStream each : open) {
                each.close();
            }
        }
    }

    private InputStream opened(Principal who, String path) throws IOException {
        try {
            var answer = client.send(request(who, path).build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record State(String id, JsonObject data) {}

    private BufferedReader events(String id, String last) {
        HttpRequest.Builder request = request(ada, "/api/releases/" + id + "/events");
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static State nextState(BufferedReader lines) throws IOException {
        String id = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                return new State(id, new JsonObject(line.substring(6)));
            }
        }
        throw new IllegalStateException("the stream ended");
    }

    private void move(String id, ReleaseStatus to) {
        Await.get(server.database.inTransaction(tx -> server.releases
                .lock(tx, UUID.fromString(id))
                .compose(found -> server.releases.move(tx, found.orElseThrow(), to, "test"))));
    }
}
