package com.bravapress.app;

import com.bravapress.database.Tx;
import com.bravapress.jobs.Timeline;
import com.bravapress.mail.MailKind;
import com.bravapress.payments.AlertStore;
import com.bravapress.wire.drift.WireAlarm;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;

/** An alert about the wire: a row until it is over, a line in the timeline and a mail to the team when it begins. */
final class WireAlerts implements WireAlarm {
    private final Rooms rooms;
    private final AlertStore alerts = new AlertStore();

    WireAlerts(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public Future<Void> raise(Tx tx, String kind, String key, String message, Long jobId) {
        return raise(tx, kind, key, message, jobId, null);
    }

    Future<Void> raise(Tx tx, String kind, String key, String message, Long jobId, UUID submission) {
        JsonObject detail = new JsonObject()
                .put("job_id", jobId)
                .put("submission_id", submission == null ? null : submission.toString());
        return alerts.opened(tx, kind, key, message, detail)
                .compose(first -> first ? tell(tx, kind, key, message, jobId, submission) : Future.succeededFuture());
    }

    private Future<Void> tell(Tx tx, String kind, String key, String message, Long jobId, UUID submission) {
        String actor = jobId == null ? "wire" : "job:" + jobId;
        return rooms.timeline
                .append(
                        tx,
                        new Timeline.Entry(
                                jobId,
                                submission,
                                Timeline.Kind.ALERT,
                                actor,
                                new JsonObject()
                                        .put("kind", kind)
                                        .put("category", "wire")
                                        .put("message", message)))
                .compose(told -> rooms.mails.queue(
                        tx,
                        MailKind.ALERT,
                        rooms.settings.mail().team(),
                        Map.of(
                                "public_url",
                                rooms.settings.web().publicUrl(),
                                "message",
                                message,
                                "path",
                                jobId == null ? "/dashboard/admin" : "/dashboard/admin/jobs/" + jobId),
                        submission,
                        key,
                        actor))
                .mapEmpty();
    }

    @Override
    public Future<Void> settle(Tx tx, String key) {
        return alerts.resolve(tx, key).mapEmpty();
    }
}
