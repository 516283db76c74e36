package com.bravapress.wire;

import io.vertx.core.Future;
import java.time.Duration;

/** Asked before money is spent at the wire. */
public interface PurchaseGate {
    /** Lets everything through and notes nothing. */
    PurchaseGate OPEN = new PurchaseGate() {
        @Override
        public Future<Void> mayBuy(boolean onSandbox) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> balance(boolean onSandbox, int left) {
            return Future.succeededFuture();
        }
    };

    /** Completes when a package may be bought now; fails with {@link Paused} when not. */
    Future<Void> mayBuy(boolean onSandbox);

    /** Hears how many releases are left on the account. */
    Future<Void> balance(boolean onSandbox, int left);

    /** Purchases are paused: the job comes again later, nothing has gone wrong with it. */
    final class Paused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Duration again;

        /** Paused for this reason, to be asked again after {@code again}. */
        public Paused(String why, Duration again) {
            super(why, null, false, false);
            this.again = again;
        }

        /** When to ask again. */
        public Duration again() {
            return again;
        }
    }
}
