package com.bravapress.releases;

import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.http.AppException;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.writing.ReleaseText;
import com.bravapress.writing.rules.EditorialCheck;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** What customers do with their releases until they pay. Anybody else's release does not exist (404). */
public final class Drafts {
    private final Vertx vertx;
    private final Database database;
    private final Releases releases;
    private final DraftStore store;
    private final Clock clock;

    /** The drafts of one database; the clock is what schedules are judged against. */
    public Drafts(Vertx vertx, Database database, Releases releases, DraftStore store, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.releases = releases;
        this.store = store;
        this.clock = clock;
    }

    /** A release of this customer. */
    public Future<OwnRelease> find(Principal owner, UUID id) {
        return store.ofOwner(database, id, owner.userId()).map(found -> found.orElseThrow(AppException::notFound));
    }

    /** The customer's releases, newest first. */
    public Future<Search.Found> list(Principal owner, Search search, int limit) {
        return store.list(database, owner.userId(), search, limit + 1).map(rows -> Search.Found.of(rows, limit));
    }

    /** Begins a release. */
    public Future<Submission> begin(Principal owner, ReleaseText text) {
        return database.inTransaction(tx -> store.insert(tx, owner.userId(), text)
                .compose(made -> releases.begun(tx, made, owner.actor()).map(made)));
    }

    /**
     * Saves a new version. A release that waits for payment becomes a draft again, so that what is paid is what was
     * read last.
     *
     * @param version the version that was changed
     * @throws AppException 412 when there is a newer version, 409 when it is too late to change it; nothing is saved then
     */
    public Future<Submission> save(Principal owner, UUID id, int version, ReleaseText text) {
        return database.inTransaction(tx -> releases.lock(tx, id)
                .map(found -> own(found, owner))
                .compose(now -> {
                    requireEditable(now);
                    if (now.version() != version) {
                        return Future.failedFuture(stale(now));
                    }
                    if (now.text().equals(text)) {
                        return Future.succeededFuture(now);
                    }
                    return reopened(tx, now, owner)
                            .compose(open -> store.save(tx, id, version, text))
                            .map(saved -> saved.orElseThrow(() -> stale(now)));
                }));
    }

    /**
     * Throws a draft away; it stays in the history as cancelled.
     *
     * @throws AppException 409 when it is no draft, 412 when there is a newer version than the one named
     */
    public Future<Submission> drop(Principal owner, UUID id, Integer version) {
        return database.inTransaction(tx -> releases.lock(tx, id)
                .map(found -> own(found, owner))
                .compose(now -> {
                    if (version != null && now.version() != version) {
                        return Future.failedFuture(stale(now));
                    }
                    if (now.status() != ReleaseStatus.DRAFT) {
                        return Future.failedFuture(
                                AppException.of(Problem.CONFLICT, "Only a draft can be deleted. Nothing was changed."));
                    }
                    return releases.move(tx, now, ReleaseStatus.CANCELLED, owner.actor());
                }));
    }

    /** Reads the release as an editor would, and keeps the verdict. */
    public Future<Checked> check(Principal owner, UUID id) {
        return find(owner, id)
                .compose(draft -> verdict(draft.release())
                        .compose(checked -> releases.headlineTaken(database, draft.release())
                                .map(taken -> taken
                                        ? checked.withHeadlineTaken(
                                                draft.release().text().title())
                                        : checked)))
                .compose(checked -> store.keepCheck(database, id, checked).map(checked));
    }

    /** The last verdict, whichever version it was about. */
    public Future<Optional<Checked>> lastCheck(UUID id) {
        return store.lastCheck(database, id);
    }

    // Not on the event loop: the rules read up to 200,000 characters many times.
    private Future<Checked> verdict(Submission release) {
        return vertx.executeBlocking(
                () -> Checked.of(release.version(), EditorialCheck.check(release.text(), clock.instant())), false);
    }

    private Future<Submission> reopened(Tx tx, Submission release, Principal owner) {
        return release.status() == ReleaseStatus.PAYMENT_PENDING
                ? releases.move(tx, release, ReleaseStatus.DRAFT, owner.actor())
                : Future.succeededFuture(release);
    }

    private static Submission own(Optional<Submission> found, Principal owner) {
        return found.filter(s -> s.userId().equals(owner.userId())).orElseThrow(AppException::notFound);
    }

    private static void requireEditable(Submission release) {
        if (!release.status().isEditable()) {
            throw AppException.of(
                    Problem.CONFLICT,
                    "This release is " + release.status().id().replace('_', ' ')
                            + "; its text can no longer be changed. Nothing was saved.");
        }
    }

    private static AppException stale(Submission now) {
        return AppException.of(
                Problem.PRECONDITION_FAILED,
                "There is a newer version (" + now.version() + "), saved in another window or on another device. "
                        + "Nothing was overwritten.");
    }
}
