package com.bravapress.sandbox.stripe;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Looks again and again, one look at a time, with at most one timer in between. All of its state belongs to the context
 * that started it, so a nudge from any thread is neither lost nor doubled.
 */
final class Rounds {
    private static final long NONE = -1;

    private final Vertx vertx;
    private final Supplier<Future<Long>> look;
    private final Promise<Void> ended = Promise.promise();
    private volatile Context context;
    private boolean looking;
    private boolean again;
    private boolean closed;
    private long timer = NONE;

    /**
     * Rounds that do nothing until they are started.
     *
     * @param look one look; answers in how many milliseconds the next one is due and never fails
     */
    Rounds(Vertx vertx, Supplier<Future<Long>> look) {
        this.vertx = vertx;
        this.look = look;
    }

    void start() {
        context = vertx.getOrCreateContext();
        nudge();
    }

    /** Looks now; while it is looking, once more afterwards. */
    void nudge() {
        Context own = context;
        if (own != null) {
            own.runOnContext(now -> round());
        }
    }

    /** No look begins from now on; completes when the present one is over. */
    Future<Void> close() {
        Context own = context;
        if (own == null) {
            return Future.succeededFuture();
        }
        own.runOnContext(now -> {
            closed = true;
            cancelTimer();
            if (!looking) {
                boolean unused = ended.tryComplete();
            }
        });
        return ended.future();
    }

    private void round() {
        if (closed) {
            return;
        }
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        again = false;
        cancelTimer();
        look.get().onComplete(wait -> context.runOnContext(now -> rest(wait.result())));
    }

    private void rest(long wait) {
        looking = false;
        if (closed) {
            boolean unused = ended.tryComplete();
        } else if (again || wait <= 0) {
            round();
        } else {
            timer = vertx.setTimer(wait, due -> {
                timer = NONE;
                round();
            });
        }
    }

    private void cancelTimer() {
        if (timer != NONE) {
            boolean unused = vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
