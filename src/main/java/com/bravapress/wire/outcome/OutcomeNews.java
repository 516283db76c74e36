package com.bravapress.wire.outcome;

import com.bravapress.database.Tx;
import com.bravapress.releases.Submission;
import io.vertx.core.Future;

/** Tells customer and team; each is called once for one change, in the transaction that makes it. */
public interface OutcomeNews {
    /** It is out, at {@link Submission#wireUrl}. */
    Future<Void> published(Tx tx, Submission release);

    /** The editors hold or refuse it: {@link Submission#wireReason}, which may be null. */
    Future<Void> needsChanges(Tx tx, Submission release);

    /** Its distribution report is there. */
    Future<Void> reported(Tx tx, Submission release, int outlets);

    /** Nobody looks any more although something was still to come. May be called again for the same. */
    Future<Void> givenUp(Tx tx, Submission release, long jobId, String error);
}
