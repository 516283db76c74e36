package com.bravapress.bus;

import java.time.Duration;

/** A request/reply address, the two types that travel on it, and how long a caller waits. */
public record Call<Q extends Record, R extends Record>(
        String address, Class<Q> request, Class<R> reply, Duration timeout) {

    /** The same conversation at an address of its own, for answerers that are not interchangeable. */
    public Call<Q, R> at(String suffix) {
        return new Call<>(address + "." + suffix, request, reply, timeout);
    }
}
