package com.bravapress.wire;

import java.time.Duration;

/** Nothing went wrong, but the attempt can only go on after a while; meanwhile it holds neither browser nor place. */
final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration delay;

    NotYet(String why, Duration delay) {
        super(why, null, false, false);
        this.delay = delay;
    }

    Duration delay() {
        return delay;
    }
}
