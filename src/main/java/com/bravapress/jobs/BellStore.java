package com.bravapress.jobs;

import com.bravapress.database.Sql;
import io.vertx.core.Future;

/** PostgreSQL's NOTIFY, as a bell between processes. Never inside a transaction that matters: it locks at its commit. */
final class BellStore {
    static final String CHANNEL = "bravapress_jobs";

    private static final String RING = "SELECT pg_notify('" + CHANNEL + "', $1)::text AS rung";

    Future<Void> ring(Sql sql, String text) {
        return sql.first(RING, row -> row.getString("rung"), text).mapEmpty();
    }
}
