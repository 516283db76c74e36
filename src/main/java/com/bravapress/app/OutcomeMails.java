package com.bravapress.app;

import com.bravapress.accounts.User;
import com.bravapress.database.Tx;
import com.bravapress.mail.MailKind;
import com.bravapress.releases.Submission;
import com.bravapress.wire.outcome.OutcomeNews;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** Mails to the customer about what became of a release, and to the team when nobody follows it any more. */
final class OutcomeMails implements OutcomeNews {
    private final Rooms rooms;
    private final WireAlerts alerts;

    OutcomeMails(Rooms rooms, WireAlerts alerts) {
        this.rooms = rooms;
        this.alerts = alerts;
    }

    @Override
    public Future<Void> published(Tx tx, Submission release) {
        String page = rooms.settings.web().publicUrl() + "/dashboard/releases/" + release.id();
        String url = release.wireUrl() == null ? page : release.wireUrl();
        return mail(tx, MailKind.RELEASE_PUBLISHED, release, Map.of("wire_url", url), "published");
    }

    @Override
    public Future<Void> needsChanges(Tx tx, Submission release) {
        String reason = release.wireReason() == null ? "They gave no reason." : release.wireReason();
        return mail(
                tx,
                MailKind.RELEASE_NEEDS_CHANGES,
                release,
                Map.of("reason", reason),
                "needs_changes/" + release.wireStatus());
    }

    @Override
    public Future<Void> reported(Tx tx, Submission release, int outlets) {
        return mail(tx, MailKind.DISTRIBUTION_REPORT, release, Map.of("outlets", Integer.toString(outlets)), "report");
    }

    @Override
    public Future<Void> givenUp(Tx tx, Submission release, long jobId, String error) {
        return alerts.raise(
                tx,
                "outcome_unknown",
                "outcome_unknown:" + release.id(),
                "\"" + release.text().title() + "\" is not followed any more: " + error,
                jobId,
                release.id());
    }

    private Future<Void> mail(Tx tx, MailKind kind, Submission release, Map<String, Object> more, String what) {
        return rooms.users.byId(tx, release.userId()).compose(found -> {
            User customer = found.orElseThrow();
            Map<String, Object> model = new HashMap<>(more);
            model.put("public_url", rooms.settings.web().publicUrl());
            model.put("submission_id", release.id().toString());
            model.put("full_name", customer.fullName());
            model.put("title", release.text().title());
            return rooms.mails
                    .queue(
                            tx,
                            kind,
                            customer.email(),
                            model,
                            release.id(),
                            what + "/" + release.id(),
                            "release:" + release.id())
                    .mapEmpty();
        });
    }
}
