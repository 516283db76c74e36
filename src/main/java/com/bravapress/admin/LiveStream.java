package com.bravapress.admin;

import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Authenticator;
import com.bravapress.http.Problem;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.SseStream;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.jobs.TimelineStore.Cursor;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The team's live stream ({@code GET /api/admin/events}): one reader of the timeline for all clients of this process, each
 * change rendered once. Deploy {@link AdminPushVerticle} in every process that serves it.
 */
public final class LiveStream {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private static final int READ = 2_000;
    /** A client that missed more is quicker served with a snapshot. */
    private static final int REPLAY = 1_000;

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Database database;
    private final TimelineStore timeline;
    private final ConsoleStore store;
    private final Frames frames;
    private final Authenticator authenticator;
    private final int most;
    private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
    private volatile Cursor cursor;

    /**
     * A stream without clients.
     *
     * @param most connections at once; further ones are told to come back
     */
    public LiveStream(
            Database database, TimelineStore timeline, ConsoleStore store, Authenticator authenticator, int most) {
        this.database = database;
        this.timeline = timeline;
        this.store = store;
        this.frames = new Frames(store);
        this.authenticator = authenticator;
        this.most = most;
    }

    /** Opens the stream for one client. */
    Future<Reply> connect(Request request) {
        if (clients.size() >= most) {
            throw AppException.later(
                    Problem.UNAVAILABLE, "Too many consoles are open. This one will try again by itself.", COME_BACK);
        }
        String token = request.token().orElse("");
        Optional<String> after = request.header("Last-Event-ID").or(() -> request.query("after"));
        return Future.succeededFuture(Reply.stream(out -> join(out, token, after)));
    }

    private void join(SseStream out, String token, Optional<String> after) {
        LiveClient client = new LiveClient(out, token);
        // Registered before its opening reads anything: what commits from now on reaches it one way or the other.
        clients.add(client);
        out.onClose(() -> clients.remove(client));
        // Apart from each other, so that a restarted server is not met by all consoles at once.
        client.greet(ThreadLocalRandom.current().nextLong(1_000, 3_000));
        after.map(this::replay)
                .orElseGet(this::snapshot)
                .onSuccess(opening -> {
                    client.open(opening.cursor(), opening.text());
                    if (opening.last()) {
                        client.end();
                    }
                })
                .onFailure(error -> {
                    LOG.warn("a console could not be opened; it will come back", error);
                    clients.remove(client);
                    client.end();
                });
    }

    private Future<Opening> snapshot() {
        return timeline.end(database).compose(at -> {
            Future<Counts> counts = store.counts(database);
            Future<List<JobRow>> jobs = store.jobs(database, JobFilter.newest());
            return Future.all(counts, jobs).map(both -> {
                Map<String, Object> data = new LinkedHashMap<>();
                data.put("cursor", at.toString());
                data.put("stats", counts.result().tree());
                data.put("jobs", jobs.result().stream().limit(JobFilter.PAGE).toList());
                return new Opening(at, Frame.of(at, "snapshot", data).text(), false);
            });
        });
    }

    private Future<Opening> replay(String after) {
        Cursor from;
        try {
            from = Cursor.parse(after);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(reset("the place to go on from cannot be read"));
        }
        return Future.all(timeline.end(database), timeline.oldest(database)).compose(known -> {
            Cursor end = known.resultAt(0);
            Optional<Cursor> oldest = known.resultAt(1);
            // The first entry ever has id 1: when it is still there, nothing before it was ever thrown away.
            boolean kept = oldest.filter(first -> first.id() == 1 || first.compareTo(from) <= 0)
                    .isPresent();
            if (!kept || from.xid() > end.xid()) {
                return Future.succeededFuture(reset("the place to go on from is no longer kept"));
            }
            return timeline.after(database, from, REPLAY + 1).compose(missed -> {
                if (missed.size() > REPLAY) {
                    return Future.succeededFuture(reset("too much has happened since"));
                }
                Cursor reached =
                        missed.isEmpty() ? from : missed.get(missed.size() - 1).cursor();
                return Future.all(frames.of(database, missed), frames.stats(database, reached))
                        .map(both -> new Opening(
                                reached, Frame.text(both.resultAt(0)) + Frame.text(both.resultAt(1)), false));
            });
        });
    }

    private static Opening reset(String reason) {
        return new Opening(new Cursor(0, 0), SseStream.frame("reset", "", "{\"reason\":\"" + reason + "\"}"), true);
    }

    /** Where the reading begins; to be called before {@link #flush}. */
    Future<Void> begin() {
        return timeline.end(database).map(end -> {
            cursor = end;
            return null;
        });
    }

    /** Reads on and tells everybody; the number of entries read. One call at a time. */
    Future<Integer> flush() {
        if (clients.isEmpty()) {
            // Nobody listens: keep up without reading. Whoever joined meanwhile needs what is behind the old cursor.
            return timeline.end(database).map(end -> {
                if (clients.isEmpty()) {
                    cursor = end;
                }
                return 0;
            });
        }
        return timeline.after(database, cursor, READ)
                .compose(entries -> frames.of(database, entries).map(rendered -> {
                    if (!entries.isEmpty()) {
                        tell(rendered);
                        cursor = entries.get(entries.size() - 1).cursor();
                    }
                    return entries.size();
                }));
    }

    private void tell(List<Frame> rendered) {
        if (rendered.isEmpty()) {
            return;
        }
        String text = Frame.text(rendered);
        for (LiveClient client : clients) {
            if (!client.offer(rendered, text)) {
                drop(client);
            }
        }
    }

    /** Keeps connections open, and closes those whose session ended or whose role was taken away. */
    void beat() {
        for (LiveClient client : clients) {
            if (!client.beat()) {
                drop(client);
                continue;
            }
            authenticator
                    .authenticate(client.token())
                    .onSuccess(found -> {
                        if (found.filter(who -> Access.SUPPORT.permits(who.role()))
                                .isEmpty()) {
                            drop(client);
                        }
                    })
                    .onFailure(error -> LOG.warn("a session could not be checked; its stream stays open", error));
        }
    }

    /** Ends every stream; the clients come back to whoever serves them next. */
    void close() {
        clients.forEach(this::drop);
    }

    private void drop(LiveClient client) {
        clients.remove(client);
        client.end();
    }

    /** What a client gets first; {@code last} means that nothing follows. */
    private record Opening(Cursor cursor, String text, boolean last) {}
}
