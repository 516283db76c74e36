package com.bravapress.jobs;

import io.vertx.core.Promise;

/** One attempt under way; compared by identity, because an attempt that was rescued may run beside its successor. */
final class Running {
    private final Claim claim;
    private final Promise<Void> ended = Promise.promise();

    Running(Claim claim) {
        this.claim = claim;
    }

    Claim claim() {
        return claim;
    }

    Promise<Void> ended() {
        return ended;
    }
}
