package com.bravapress.releases;

import com.bravapress.database.Sql;
import com.bravapress.database.Tx;
import com.bravapress.http.AppException;
import com.bravapress.http.Problem;
import com.bravapress.jobs.Timeline;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * The life of a release: every change of status goes through {@link #move}, which checks the table, is fenced by the
 * status it leaves and writes the timeline in the same transaction.
 */
public final class Releases {
    /** The number of the rule that only stored releases can tell of. */
    public static final String HEADLINE_RULE = "E17";

    /** What {@link #headlineTaken} means, in words for customers. */
    public static final String HEADLINE_TAKEN = "The wire refuses a headline it has had.";

    private final ReleaseStore store;
    private final Timeline timeline;

    /** The releases of one database. */
    public Releases(ReleaseStore store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    /** The release, if there is one. */
    public Future<Optional<Submission>> find(Sql sql, UUID id) {
        return store.find(sql, id);
    }

    /** The customer's own release; anybody else's does not exist (404). */
    public Future<Submission> ofOwner(Sql sql, UUID id, UUID userId) {
        return store.find(sql, id)
                .map(found -> found.filter(s -> s.userId().equals(userId)).orElseThrow(AppException::notFound));
    }

    /** Rule E17: whether another release that was paid for, by anybody, has this one's headline. */
    public Future<Boolean> headlineTaken(Sql sql, Submission release) {
        return store.headlineTaken(sql, release.id(), release.text().title());
    }

    /** The release, locked until the transaction ends: whoever decides by its status locks it first. */
    public Future<Optional<Submission>> lock(Tx tx, UUID id) {
        return store.lock(tx, id);
    }

    /** Notes that a customer began a release. */
    Future<Void> begun(Tx tx, Submission submission, String actor) {
        return record(
                tx,
                submission.id(),
                actor,
                new JsonObject().put("to", submission.status().id()));
    }

    /** Moves a release on without a remark. */
    public Future<Submission> move(Tx tx, Submission submission, ReleaseStatus to, String actor) {
        return move(tx, submission, to, actor, null);
    }

    /**
     * Moves a release on.
     *
     * @param error what a person should know about it, or null; replaces the earlier remark
     * @return the release as it is now
     * @throws AppException 409 when the table forbids it or it has moved in the meantime
     */
    public Future<Submission> move(Tx tx, Submission submission, ReleaseStatus to, String actor, String error) {
        ReleaseStatus from = submission.status();
        if (!from.canBecome(to)) {
            return Future.failedFuture(AppException.of(
                    Problem.CONFLICT, "A release that is " + from.id() + " cannot become " + to.id() + "."));
        }
        return store.move(tx, submission.id(), from, to, error)
                .compose(moved -> moved == 1
                        ? record(
                                tx,
                                submission.id(),
                                actor,
                                new JsonObject()
                                        .put("from", from.id())
                                        .put("to", to.id())
                                        .put("error", error))
                        : Future.failedFuture(AppException.of(Problem.CONFLICT, "The release has changed meanwhile.")))
                .compose(done -> store.find(tx, submission.id()))
                .map(Optional::orElseThrow);
    }

    /** Notes a confirmed payment and makes the release paid; the paid revision is what will go out. */
    public Future<Submission> pay(Tx tx, Submission submission, Payment payment, String actor) {
        return store.paid(tx, submission.id(), payment)
                .compose(noted -> move(tx, submission, ReleaseStatus.PAID, actor));
    }

    /** Keeps the text as it is now under its version; a revision never changes afterwards. */
    public Future<Integer> keepRevision(Tx tx, Submission submission) {
        return store.keepRevision(tx, submission).map(submission.version());
    }

    /** The text of one revision. */
    public Future<Optional<ReleaseText>> revision(Sql sql, UUID id, int revision) {
        return store.revision(sql, id, revision);
    }

    /** Notes the order that was bought for a release. */
    public Future<Void> ordered(Tx tx, UUID id, String orderId, String actor) {
        return store.ordered(tx, id, orderId)
                .compose(noted -> record(tx, id, actor, new JsonObject().put("order_id", orderId)));
    }

    /** Gives a release up: from this commit on nothing more is bought or published for it. */
    public Future<Submission> giveUp(Tx tx, Submission release, String actor, String why) {
        boolean onItsWay = release.status() == ReleaseStatus.PAID || release.status() == ReleaseStatus.PROCESSING;
        return store.askRefund(tx, release.id(), actor)
                .compose(asked -> onItsWay
                        ? move(tx, release, ReleaseStatus.NEEDS_ATTENTION, actor, why)
                        : record(tx, release.id(), actor, new JsonObject().put("refund", "asked"))
                                .map(release));
    }

    /** The refund cannot be made: the release may be sent after all. */
    public Future<Void> keepMoney(Tx tx, UUID id, String actor) {
        return store.keepMoney(tx, id)
                .compose(kept -> record(tx, id, actor, new JsonObject().put("refund", "not made")));
    }

    /** Notes where the wire keeps a release. */
    public Future<Void> onWire(Tx tx, UUID id, OnWire on, String actor) {
        return store.onWire(tx, id, on)
                .compose(noted -> record(
                        tx,
                        id,
                        actor,
                        new JsonObject()
                                .put("wire_id", on.wireId())
                                .put("wire_url", on.url())
                                .put("wire_status", on.wireStatus())
                                .put("reason", on.reason())));
    }

    private Future<Void> record(Tx tx, UUID id, String actor, JsonObject detail) {
        return timeline.append(tx, new Timeline.Entry(null, id, Timeline.Kind.RELEASE, actor, detail));
    }
}
