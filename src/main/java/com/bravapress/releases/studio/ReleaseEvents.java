package com.bravapress.releases.studio;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Authenticator;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.http.SseStream;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.releases.Drafts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code GET /api/releases/:id/events}: a customer follows one release. Every change sends the whole, small view as one
 * {@code state} event, so that a client that missed some, or resumes with an old {@code Last-Event-ID}, still ends up
 * with the truth; one that resumes with the id of what is still true gets nothing until something changes. Open streams
 * are few per customer and limited in all: further ones get a 503 and come back by themselves.
 */
public final class ReleaseEvents implements Routes {
    private static final int MOST_OF_ONE = 6;
    private static final int MOST = 500;
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Database database;
    private final Bus bus;
    private final TimelineStore timeline;
    private final Drafts drafts;
    private final Authenticator authenticator;
    private final StreamPlaces places = new StreamPlaces(MOST_OF_ONE, MOST);

    /**
     * The stream.
     *
     * @param authenticator asked again at every heartbeat: a session that ended ends its streams
     */
    public ReleaseEvents(
            Vertx vertx,
            Database database,
            Bus bus,
            TimelineStore timeline,
            Drafts drafts,
            Authenticator authenticator) {
        this.vertx = vertx;
        this.database = database;
        this.bus = bus;
        this.timeline = timeline;
        this.drafts = drafts;
        this.authenticator = authenticator;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/releases/:id/events", Access.SIGNED_IN, this::follow));
    }

    private Future<Reply> follow(Request request) {
        Principal owner = request.principal();
        UUID id = request.pathUuid("id");
        String seen =
                request.header("Last-Event-ID").or(() -> request.query("after")).orElse("");
        String token = request.token().orElse("");
        return drafts.find(owner, id).map(found -> {
            if (!places.hasRoom(owner.userId())) {
                throw AppException.later(
                        Problem.UNAVAILABLE,
                        "Too many pages follow releases at once. Close some; this one will try again by itself.",
                        COME_BACK);
            }
            return Reply.stream(stream -> follow(stream, owner, id, seen, token));
        });
    }

    private void follow(SseStream stream, Principal owner, UUID id, String seen, String token) {
        places.take(owner.userId());
        new Following(
                        vertx,
                        stream,
                        seen,
                        () -> now(owner, id),
                        () -> authenticator.authenticate(token).map(who -> who.isPresent()),
                        () -> places.free(owner.userId()))
                .begin(bus, id);
    }

    private Future<Map<String, Object>> now(Principal owner, UUID id) {
        // The timeline first: what it tells is then never newer than the release it is shown with.
        return timeline.ofSubmission(database, id)
                .compose(entries -> drafts.find(owner, id)
                        .map(own -> Progress.of(own.release(), entries).view()));
    }
}
