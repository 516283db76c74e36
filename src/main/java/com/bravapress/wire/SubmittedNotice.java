package com.bravapress.wire;

import com.bravapress.database.Tx;
import com.bravapress.releases.Submission;
import io.vertx.core.Future;

/** Tells the customer that the wire has the release. */
@FunctionalInterface
public interface SubmittedNotice {
    /** Queues the message in the transaction that completes the release. */
    Future<Void> submitted(Tx tx, Submission release);
}
