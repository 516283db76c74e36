package com.bravapress.wire.drift;

import com.bravapress.database.Tx;
import io.vertx.core.Future;

/** Tells the team, once for as long as it lasts. */
public interface WireAlarm {
    /** Raises the alert of this key, or counts it when it is open; {@code jobId} may be null. */
    Future<Void> raise(Tx tx, String kind, String key, String message, Long jobId);

    /** Closes the alert of this key, if it is open. */
    Future<Void> settle(Tx tx, String key);
}
