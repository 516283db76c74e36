package com.bravapress.wire.outcome;

import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.jobs.JobQueue;
import com.bravapress.jobs.NewJob;
import com.bravapress.releases.OnWire;
import com.bravapress.releases.Outlet;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.ReportStore;
import com.bravapress.releases.Submission;
import com.bravapress.wire.outcome.FollowupStore.Followup;
import com.bravapress.wire.outcome.FollowupStore.Phase;
import com.bravapress.wire.pages.Listed;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns what the wire shows into what our release says; each release in a transaction of its own. */
public final class Outcomes {
    private static final Set<String> UNWANTED = Set.of("on_hold", "rejected");
    private static final String DRAFT = "draft";

    private final Database database;
    private final Releases releases;
    private final JobQueue queue;
    private final Rhythm rhythm;
    private final OutcomeNews news;
    private final FollowupStore store = new FollowupStore();
    private final ReportStore reports = new ReportStore();

    /** The outcomes of these releases. */
    public Outcomes(Database database, Releases releases, JobQueue queue, Rhythm rhythm, OutcomeNews news) {
        this.database = database;
        this.releases = releases;
        this.queue = queue;
        this.rhythm = rhythm;
        this.news = news;
    }

    /** Follows a release from now on; in the transaction that completes it. */
    public Future<Void> follow(Tx tx, UUID submission, String actor) {
        NewJob<Followed> job = NewJob.now(Followed.TYPE, new Followed(submission), submission.toString())
                .about(submission)
                .after(rhythm.wait(Phase.REVIEW, 0));
        return store.begin(tx, submission)
                .compose(begun -> queue.enqueue(tx, job, actor))
                .mapEmpty();
    }

    Database database() {
        return database;
    }

    FollowupStore store() {
        return store;
    }

    Rhythm rhythm() {
        return rhythm;
    }

    /** Applies one reading of the whole list to everything that is followed on this wire. */
    Future<Void> apply(boolean onSandbox, List<Listed> listed, String actor) {
        Map<String, Listed> byId =
                listed.stream().collect(Collectors.toMap(Listed::id, Function.identity(), (one, other) -> one));
        return store.open(database, onSandbox).compose(open -> {
            Future<Void> all = Future.succeededFuture();
            for (Followup each : open) {
                Optional<Listed> found = Optional.ofNullable(byId.get(each.wireId()))
                        .filter(seen -> !seen.status().equals(DRAFT));
                all = all.compose(before -> database.inTransaction(tx -> apply(tx, each, found, actor)));
            }
            return all;
        });
    }

    private Future<Void> apply(Tx tx, Followup each, Optional<Listed> found, String actor) {
        return releases.lock(tx, each.submission())
                .map(Optional::orElseThrow)
                // The row once more, under the lock: another visit may have told it meanwhile.
                .compose(release -> store.find(tx, each.submission())
                        .map(Optional::orElseThrow)
                        .compose(row -> store.seen(
                                        tx,
                                        each.submission(),
                                        found.isPresent(),
                                        found.map(Listed::reportUrl).orElse(null))
                                .compose(noted -> found.isPresent() && isOurs(release)
                                        ? judge(tx, release, row, found.get(), actor)
                                        : Future.succeededFuture())));
    }

    private static boolean isOurs(Submission release) {
        return release.status() == ReleaseStatus.COMPLETED || release.status() == ReleaseStatus.NEEDS_CHANGES;
    }

    private Future<Void> judge(Tx tx, Submission release, Followup row, Listed seen, String actor) {
        String url = seen.url() == null ? release.wireUrl() : seen.url();
        boolean changed = !seen.status().equals(release.wireStatus())
                || !Objects.equals(seen.reason(), release.wireReason())
                || !Objects.equals(url, release.wireUrl());
        OnWire on = new OnWire(seen.id(), url, seen.status(), seen.reason());
        Future<Void> noted = changed ? releases.onWire(tx, release.id(), on, actor) : Future.<Void>succeededFuture();
        return noted.compose(done -> moved(tx, release, seen, actor))
                .compose(moved -> releases.find(tx, release.id()).map(Optional::orElseThrow))
                .compose(now -> seen.status().equals(row.told())
                        ? Future.succeededFuture()
                        : store.told(tx, release.id(), seen.status(), next(seen.status()))
                                .compose(told -> tell(tx, now)));
    }

    private Future<Void> moved(Tx tx, Submission release, Listed seen, String actor) {
        ReleaseStatus wanted = UNWANTED.contains(seen.status()) ? ReleaseStatus.NEEDS_CHANGES : ReleaseStatus.COMPLETED;
        return release.status() == wanted
                ? Future.succeededFuture()
                : releases.move(tx, release, wanted, actor, seen.reason()).mapEmpty();
    }

    /** A refusal is final at the wire; what is out has its report still to come. */
    private static Phase next(String status) {
        return switch (status) {
            case "published" -> Phase.REPORT;
            case "rejected" -> Phase.DONE;
            default -> Phase.REVIEW;
        };
    }

    private Future<Void> tell(Tx tx, Submission release) {
        if (UNWANTED.contains(release.wireStatus())) {
            return news.needsChanges(tx, release);
        }
        return release.wireStatus().equals("published") ? news.published(tx, release) : Future.succeededFuture();
    }

    /** The reports that the list offers and that nobody has read yet. */
    Future<List<Followup>> unread(boolean onSandbox) {
        return store.open(database, onSandbox)
                .map(open -> open.stream()
                        .filter(row -> row.phase() == Phase.REPORT && row.reportUrl() != null)
                        .toList());
    }

    /** Keeps a report once and for all. One without rows is not finished yet. */
    Future<Void> keep(UUID submission, List<Outlet> outlets) {
        if (outlets.isEmpty()) {
            return Future.succeededFuture();
        }
        return database.inTransaction(tx -> releases.lock(tx, submission)
                .map(Optional::orElseThrow)
                .compose(release -> reports.keep(tx, submission, outlets)
                        .compose(first -> store.end(tx, submission)
                                .compose(ended -> first
                                        ? news.reported(tx, release, outlets.size())
                                        : Future.succeededFuture()))));
    }

    /** A follower came to rest without the end it waited for. */
    Future<Void> givenUp(Tx tx, UUID submission, long jobId, String error) {
        return releases.lock(tx, submission)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : store.restart(tx, submission).compose(again -> news.givenUp(tx, found.get(), jobId, error)));
    }
}
