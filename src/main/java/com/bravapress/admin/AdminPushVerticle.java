package com.bravapress.admin;

import com.bravapress.bus.Bus;
import com.bravapress.jobs.JobChannels;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the {@link LiveStream}: reads on when the timeline grew, at most four times a second, and every second in case a
 * hint was lost. Deploy once in each process that serves the console.
 */
public final class AdminPushVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AdminPushVerticle.class);
    private static final long GAP_MS = 250;
    private static final long POLL_MS = 1_000;
    // A hint may arrive while an older transaction still hides its entry from readers.
    private static final int LOOKS_PER_HINT = 4;

    private final Bus bus;
    private final LiveStream stream;
    private final Duration heartbeat;
    private Bus.Subscription hints;
    private boolean busy;
    private boolean again;
    private int owed;
    private long lastFlush = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(GAP_MS);

    /** Pushes with a heartbeat of 15 seconds, well inside the client's patience of 40. */
    public AdminPushVerticle(Bus bus, LiveStream stream) {
        this(bus, stream, Duration.ofSeconds(15));
    }

    AdminPushVerticle(Bus bus, LiveStream stream, Duration heartbeat) {
        this.bus = bus;
        this.stream = stream;
        this.heartbeat = heartbeat;
    }

    @Override
    public Future<?> start() {
        return stream.begin().onSuccess(begun -> {
            hints = bus.subscribe(JobChannels.TIMELINE, grew -> {
                owed = LOOKS_PER_HINT;
                wake();
            });
            vertx.setPeriodic(POLL_MS, poll -> wake());
            vertx.setPeriodic(heartbeat.toMillis(), beat -> stream.beat());
        });
    }

    @Override
    public Future<?> stop() {
        stream.close();
        return hints == null ? Future.succeededFuture() : hints.cancel();
    }

    private void wake() {
        if (busy) {
            again = true;
            return;
        }
        busy = true;
        long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastFlush);
        vertx.setTimer(Math.max(1, GAP_MS - since), due -> flush());
    }

    private void flush() {
        again = false;
        stream.flush()
                .onFailure(error ->
                        LOG.warn("the timeline could not be read ({}); the next look tries again", error.getMessage()))
                .onComplete(flushed -> {
                    lastFlush = System.nanoTime();
                    busy = false;
                    owed = flushed.succeeded() && flushed.result() > 0 ? 0 : Math.max(0, owed - 1);
                    if (again || owed > 0) {
                        wake();
                    }
                });
    }
}
