package com.bravapress.releases.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.http.Principal;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.testing.Await;
import com.bravapress.testing.StudioServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
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
