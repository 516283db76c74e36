package com.bravapress.wire;

import com.bravapress.wire.pages.WireBrowser;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Lends the browsers of this process, one borrower each, in the order of asking. */
public final class BrowserDesk {
    private final Vertx vertx;
    private final List<WireBrowser> browsers;
    private final Pace pace;
    private final Duration limit;
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Deque<Promise<Optional<Lease>>> waiting = new ArrayDeque<>();

    /** A desk for browsers that answer at {@code WireChannels.STEP.at(index in the list)}. */
    public BrowserDesk(Vertx vertx, List<WireBrowser> browsers) {
        this(vertx, browsers, Pace.NONE, WireStep.SIGN_IN.limit());
    }

    /**
     * The same with a pace on the wire.
     *
     * @param limit a browser that is silent for longer is killed; at most {@link WireStep#limit}
     */
    public BrowserDesk(Vertx vertx, List<WireBrowser> browsers, Pace pace, Duration limit) {
        this.vertx = vertx;
        this.pace = pace;
        this.limit = limit;
        this.browsers = List.copyOf(browsers);
        for (int i = 0; i < browsers.size(); i++) {
            free.add(i);
        }
    }

    /** A browser, as soon as one is free; empty when none was within {@code patience}. */
    Future<Optional<Lease>> lease(Duration patience) {
        Promise<Optional<Lease>> promise = Promise.promise();
        synchronized (free) {
            Integer index = free.poll();
            if (index != null) {
                return Future.succeededFuture(Optional.of(new Lease(index)));
            }
            waiting.add(promise);
        }
        long timer = vertx.setTimer(patience.toMillis(), late -> giveUp(promise));
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void giveUp(Promise<Optional<Lease>> promise) {
        boolean waited;
        synchronized (free) {
            waited = waiting.remove(promise);
        }
        if (waited) {
            promise.complete(Optional.empty());
        }
    }

    private void giveBack(int index) {
        Promise<Optional<Lease>> next;
        synchronized (free) {
            next = waiting.poll();
            if (next == null) {
                free.add(index);
            }
        }
        if (next != null) {
            next.complete(Optional.of(new Lease(index)));
        }
    }

    /** The use of one browser. */
    final class Lease {
        private final int index;
        private boolean over;

        private Lease(int index) {
            this.index = index;
        }

        /** Where it answers. */
        String address() {
            return Integer.toString(index);
        }

        /** How fast it may go on the wire. */
        Pace pace() {
            return pace;
        }

        /** How long it may take for one part of the step. */
        Duration limit(WireStep step) {
            return limit.compareTo(step.limit()) < 0 ? limit : step.limit();
        }

        /** Kills the browser; the next part starts a new one. */
        Future<Void> discard() {
            return vertx.executeBlocking(
                    () -> {
                        browsers.get(index).kill();
                        return null;
                    },
                    false);
        }

        /** Gives it to whoever waits; a second call does nothing. */
        void giveBack() {
            if (!over) {
                over = true;
                BrowserDesk.this.giveBack(index);
            }
        }
    }
}
