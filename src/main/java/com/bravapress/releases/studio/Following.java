package com.bravapress.releases.studio;

import com.bravapress.bus.Bus;
import com.bravapress.http.Json;
import com.bravapress.http.SseStream;
import com.bravapress.jobs.JobChannels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One customer's open stream. Lives on the event loop of its connection; many hints become at most four reads a second. */
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final long HEARTBEAT_MS = 15_000;
    private static final long PAUSE_MS = 250;
    private static final int PRINT_BYTES = 16;

    private final Vertx vertx;
    private final SseStream stream;
    private final Supplier<Future<Map<String, Object>>> reader;
    private final Supplier<Future<Boolean>> session;
    private final Runnable gone;
    private String seen;
    private Runnable release = () -> {};
    private boolean reading;
    private boolean dirty;
    private boolean closed;

    Following(
            Vertx vertx,
            SseStream stream,
            String seen,
            Supplier<Future<Map<String, Object>>> reader,
            Supplier<Future<Boolean>> session,
            Runnable gone) {
        this.vertx = vertx;
        this.stream = stream;
        this.seen = seen;
        this.reader = reader;
        this.session = session;
        this.gone = gone;
    }

    void begin(Bus bus, UUID submission) {
        Bus.Subscription hints = bus.subscribe(JobChannels.TIMELINE, grew -> {
            if (grew.concerns(submission)) {
                look();
            }
        });
        long heartbeat = vertx.setPeriodic(HEARTBEAT_MS, beat -> beat());
        release = () -> {
            if (!closed) {
                closed = true;
                hints.cancel();
                vertx.cancelTimer(heartbeat);
                gone.run();
            }
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
            if (!stream.write(": still here\n\n")) {
                release.run();
                return;
            }
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

    // By what is shown, not by the newest entry: entries become visible in another order than their ids have.
    private void tell(Map<String, Object> view) {
        String text = Json.text(sorted(view));
        String print = print(text);
        if (!print.equals(seen)) {
            seen = print;
            stream.write(SseStream.frame("state", print, text));
        }
    }

    /** The same in every process, whichever order its maps have. */
    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> ordered = new TreeMap<>();
            map.forEach((key, each) -> ordered.put(key.toString(), sorted(each)));
            return ordered;
        }
        return value instanceof List<?> list
                ? list.stream().map(Following::sorted).toList()
                : value;
    }

    private static String print(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, PRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
