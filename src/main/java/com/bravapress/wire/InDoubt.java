package com.bravapress.wire;

import com.bravapress.database.Tx;
import com.bravapress.releases.Releases;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;

/**
 * A person's decision about an irreversible click of which nobody knows whether it had its effect. Who decides and why is
 * for the caller's audit; the job is retried afterwards and goes on behind the decision.
 */
public final class InDoubt {
    private final WireStepStore steps;
    private final Releases releases;

    /** Decisions about the steps of these releases. */
    public InDoubt(WireStepStore steps, Releases releases) {
        this.steps = steps;
        this.releases = releases;
    }

    /** The step that waits for a decision, if one does. */
    public Future<Optional<StepRow>> waiting(Tx tx, UUID submission) {
        return steps.ofSubmission(tx, submission)
                .map(all -> all.stream()
                        .filter(row -> row.state() == StepState.IN_DOUBT)
                        .findFirst());
    }

    /** It happened: the wire's number of the order or the release was found. False when nothing waits for that. */
    public Future<Boolean> attach(Tx tx, UUID submission, String externalId, String actor) {
        return waiting(tx, submission).compose(row -> {
            if (row.isEmpty()) {
                return Future.succeededFuture(false);
            }
            StepEnd end = StepEnd.of(StepState.CONFIRMED).found(externalId).noting("attached by " + actor);
            Future<Void> ordered = row.get().step() == WireStep.PURCHASE
                    ? releases.ordered(tx, submission, externalId, actor)
                    : Future.succeededFuture();
            return ordered.compose(noted -> steps.end(tx, row.get().id(), end)).map(Optional::isPresent);
        });
    }

    /** It did not happen: the next attempt may click again. False when nothing waits for that. */
    public Future<Boolean> absent(Tx tx, UUID submission, String actor) {
        return waiting(tx, submission).compose(row -> {
            if (row.isEmpty()) {
                return Future.succeededFuture(false);
            }
            // With an error, so that it does not count as an automatic try.
            StepEnd end = StepEnd.of(StepState.ABSENT).because("found absent by " + actor);
            return steps.end(tx, row.get().id(), end).map(Optional::isPresent);
        });
    }

    /** Whether a package was or may have been bought, or the release published, for this submission. */
    public Future<Boolean> mayHaveHappened(Tx tx, UUID submission) {
        return steps.ofSubmission(tx, submission)
                .map(all -> all.stream()
                        .anyMatch(row -> row.step().irreversible()
                                && EnumSet.of(StepState.DISPATCHED, StepState.CONFIRMED, StepState.IN_DOUBT)
                                        .contains(row.state())));
    }

    /** A person bought the package for this release at the wire: the next attempt goes on behind the purchase. */
    public Future<Void> boughtByHand(Tx tx, long jobId, UUID submission, String orderId, String actor) {
        return steps.bought(tx, jobId, submission, orderId, "bought by hand, says " + actor)
                .compose(noted -> releases.ordered(tx, submission, orderId, actor));
    }
}
