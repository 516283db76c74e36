package com.bravapress.http;

/**
 * What a request must show to reach an endpoint. This one table drives the router and the generated access test; there
 * is no other role check on the way in.
 */
public enum Access {
    /** Anybody. */
    PUBLIC(null),
    /** Any signed-in user; whose rows they may see is the handler's affair (others' are 404). */
    SIGNED_IN(Role.CUSTOMER),
    SUPPORT(Role.SUPPORT),
    ADMIN(Role.ADMIN),
    SUPER_ADMIN(Role.SUPER_ADMIN),
    /** An admin, or the worker token in {@code X-Worker-Token}. */
    WORKER(Role.ADMIN),
    /** Proves itself by a signature over its body: Stripe's webhook. No session, no CSRF token. */
    SIGNATURE(null);

    private final Role least;

    Access(Role least) {
        this.least = least;
    }

    /** Whether a session is needed at all. */
    public boolean needsSession() {
        return least != null;
    }

    /** Whether this role suffices. */
    public boolean permits(Role role) {
        return least == null || role.atLeast(least);
    }
}
