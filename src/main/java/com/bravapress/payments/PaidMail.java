package com.bravapress.payments;

import com.bravapress.database.Tx;
import io.vertx.core.Future;

/** Puts the "payment confirmed" mail in the queue, in the transaction that confirms the payment. */
@FunctionalInterface
public interface PaidMail {
    /** Enqueues it; a failure rolls everything back. */
    Future<?> enqueue(Tx tx, PaidNotice notice);
}
