package com.bravapress.app;

import com.bravapress.database.Tx;
import com.bravapress.jobs.Timeline;
import com.bravapress.mail.MailKind;
import com.bravapress.payments.AlertStore;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Submission;
import com.bravapress.wire.TroubleNotice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A paid release that is not on the wire: an alert, a line in the timeline, a mail to the team and, when it failed, to the customer. */
final class Trouble implements TroubleNotice {
    private static final int LONGEST_REASON = 300;

    private final Rooms rooms;
    private final AlertStore alerts = new AlertStore();

    Trouble(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public Future<Void> raise(Tx tx, Submission release, long jobId, String error) {
        String why = error == null ? "no reason was given" : error;
        String message =
                "\"" + release.text().title() + "\" is " + release.status().id() + ": " + why;
        JsonObject detail = new JsonObject()
                .put("job_id", jobId)
                .put("submission_id", release.id().toString());
        return alerts.raise(tx, "release_at_rest", key(release), message, detail)
                .compose(raised -> rooms.timeline.append(
                        tx,
                        new Timeline.Entry(
                                jobId,
                                release.id(),
                                Timeline.Kind.ALERT,
                                "job:" + jobId,
                                new JsonObject().put("kind", "release_at_rest").put("message", message))))
                .compose(told -> team(tx, release, jobId, message))
                .compose(told -> release.status() == ReleaseStatus.FAILED
                        ? customer(tx, release, jobId, why)
                        : Future.succeededFuture());
    }

    /** The release found its way after all. */
    Future<Void> settled(Tx tx, Submission release) {
        return alerts.resolve(tx, key(release)).mapEmpty();
    }

    private static String key(Submission release) {
        return "release_at_rest:" + release.id();
    }

    private Future<Void> team(Tx tx, Submission release, long jobId, String message) {
        return rooms.mails
                .queue(
                        tx,
                        MailKind.ALERT,
                        rooms.settings.mail().team(),
                        Map.of(
                                "public_url",
                                rooms.settings.web().publicUrl(),
                                "message",
                                message,
                                "path",
                                "/dashboard/admin/jobs/" + jobId),
                        release.id(),
                        "at_rest/" + jobId,
                        "job:" + jobId)
                .mapEmpty();
    }

    private Future<Void> customer(Tx tx, Submission release, long jobId, String why) {
        String reason = why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON) + "…";
        return rooms.users
                .byId(tx, release.userId())
                .compose(user -> rooms.mails.queue(
                        tx,
                        MailKind.RELEASE_FAILED,
                        user.orElseThrow().email(),
                        Map.of(
                                "public_url", rooms.settings.web().publicUrl(),
                                "submission_id", release.id().toString(),
                                "full_name", user.orElseThrow().fullName(),
                                "title", release.text().title(),
                                "reason", reason),
                        release.id(),
                        "failed/" + jobId,
                        "job:" + jobId))
                .mapEmpty();
    }
}
