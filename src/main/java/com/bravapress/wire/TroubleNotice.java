package com.bravapress.wire;

import com.bravapress.database.Tx;
import com.bravapress.releases.Submission;
import io.vertx.core.Future;

/** Tells whom it concerns that a release came to rest without being on the wire. */
@FunctionalInterface
public interface TroubleNotice {
    /** Raises the alert and queues the messages, in the transaction that brings the release to rest. */
    Future<Void> raise(Tx tx, Submission release, long jobId, String error);
}
