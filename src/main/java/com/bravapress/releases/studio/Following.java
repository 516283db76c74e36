package com.bravapress.releases.studio;

import com.bravapress.bus.Bus;
import com.bravapress.http.Json;
import com.bravapress.http.SseStream;
import com.bravapress.jobs.JobChannels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One customer's open stream. Lives on the event loop of its connection; many hints become at most four reads a second. */
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final long HEARTBEAT_MS = 15_000;
    private static final long PAUSE_MS = 250;

    private final Vertx vertx;
    private final SseStream stream;
    private final Supplier<Future<State>> reader;
    private final Supplier<Future<Boolean>> session;
    private String seen;
    private Runnable release = () -> {};
    private boolean reading;
    private boolean dirty;
    private boolean closed;

    Following(
            Vertx vertx,
            SseStream stream,
            String seen,
            Supplier<Future<State>> reader,
            Supplier<Future<Boolean>> session) {
        this.vertx = vertx;
        this.stream = stream;
        this.seen = seen;
        this.reader = reader;
        this.session = session;
    }

    void begin(Bus bus) {
        Bus.Subscription hints = bus.subscribe(JobChannels.TIMELINE, grew -> look());
        long heartbeat = vertx.setPeriodic(HEARTBEAT_MS, beat -> beat());
        release = () -> {
            closed = true;
            hints.cancel();
            vertx.cancelTimer(heartbeat);
        };
        stream.onClose(release);
        // Spread over two seconds, so that a restart does not bring everybody back in the same moment.
        stream.write("retry: " + (1_000 + ThreadLocalRandom.current().nextInt(2_000)) + "\n\n");
        look();
    }

    /** Also reads: a hint can be lost, and a signed-out session must not keep its stream. */
    private void beat() {
        session.get().onComplete(answer -> {
            if (answer.succeeded() && !answer.result()) {
                release.run();
                stream.end();
                return;
            }
            stream.write(": still here\n\n");
            look();
        });
    }

    private void look() {
        if (closed) {
            return;
        }
        dirty = true;
        if (reading) {
            return;
        }
        reading = true;
        dirty = false;
        reader.get().onComplete(read -> {
            if (read.succeeded()) {
                tell(read.result());
            } else {
                LOG.debug("a release could not be read for its stream; the next heartbeat tries again", read.cause());
            }
            vertx.setTimer(PAUSE_MS, rested -> {
                reading = false;
                if (dirty) {
                    look();
                }
            });
        });
    }

    private void tell(State state) {
        if (!state.cursor().equals(seen)) {
            seen = state.cursor();
            stream.write(SseStream.frame("state", state.cursor(), Json.text(state.view())));
        }
    }

    /** What is true now, and the place in the timeline up to which. */
    record State(String cursor, Map<String, Object> view) {}
}
