package com.bravapress.sandbox.wire;

/** The wire will not publish; undoes the transaction and leads the visitor to {@code path}. */
final class WireRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String path;

    WireRefusal(String path, String message) {
        super(message, null, false, false);
        this.path = path;
    }
}
