package com.bravapress.releases.studio;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.Authenticator;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Principal;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.releases.Drafts;
import com.bravapress.releases.OwnRelease;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;

/**
 * {@code GET /api/releases/:id/events}: a customer follows one release. Every change sends the whole, small view as one
 * {@code state} event, so that a client that missed some, or resumes with an old {@code Last-Event-ID}, still ends up
 * with the truth; one that resumes with the newest id gets nothing until something changes.
 */
public final class ReleaseEvents implements Routes {
    private final Vertx vertx;
    private final Database database;
    private final Bus bus;
    private final TimelineStore timeline;
    private final Drafts drafts;
    private final Authenticator authenticator;

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
        String token = request.header("Authorization")
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()))
                .or(() -> request.cookie("bp_session"))
                .orElse("");
        return drafts.find(owner, id)
                .map(found -> Reply.stream(stream -> new Following(
                                vertx,
                                stream,
                                seen,
                                () -> now(owner, id),
                                () -> authenticator.authenticate(token).map(who -> who.isPresent()))
                        .begin(bus)));
    }

    private Future<Following.State> now(Principal owner, UUID id) {
        // The timeline first: what it tells is then never newer than the release it is shown with.
        return timeline.ofSubmission(database, id)
                .compose(entries -> drafts.find(owner, id).map(own -> state(own, entries)));
    }

    private static Following.State state(OwnRelease own, List<TimelineStore.Seen> entries) {
        String newest = entries.isEmpty()
                ? "0-" + own.release().version()
                : entries.get(entries.size() - 1).cursor().toString();
        return new Following.State(newest, Progress.of(own.release(), entries).view());
    }
}
