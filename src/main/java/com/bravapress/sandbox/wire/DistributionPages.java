package com.bravapress.sandbox.wire;

import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a release goes, and the click that sends it. */
final class DistributionPages {
    private static final String HERE = "/press-releases/edit-location?";

    private final Database database;
    private final WireBoxStore box;
    private final WireSessionStore sessions;
    private final FormRules rules;

    DistributionPages(Database database, WireBoxStore box, WireSessionStore sessions, FormRules rules) {
        this.database = database;
        this.box = box;
        this.sessions = sessions;
        this.rules = rules;
    }

    /** Whether the page is asked for with its overlay, after "Save and Publish". */
    static boolean asksToPublish(RoutingContext context) {
        return context.queryParam("publish").contains("1");
    }

    Future<WireAnswer> form(WireVisit visit) {
        return box.release(database, WireVisit.number(visit.query("id"))).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(WireAnswer.redirect("/my-releases"));
            }
            WireRelease release = found.get();
            return box.planOf(database, release)
                    .map(plan -> WireAnswer.page(
                            "distribution",
                            Map.of(
                                    "release", Shown.release(release),
                                    "plan", Shown.plan(plan),
                                    "industries", WireCatalogue.INDUSTRIES,
                                    "countries", WireCatalogue.CHANNEL_COUNTRIES,
                                    "publish", asksToPublish(visit.context))));
        });
    }

    Future<WireAnswer> sent(WireVisit visit) {
        long id = WireVisit.number(visit.field("id"));
        ReleaseFields channels = ReleaseFields.sentChannels(visit.form());
        return box.release(database, id).compose(found -> {
            if (found.filter(release -> release.status().editable()).isEmpty()) {
                return refused(visit, new WireRefusal("/my-releases", ComposePages.TOO_LATE.error()));
            }
            ReleaseFields fields = found.get().fields().with(channels);
            return box.save(database, id, fields)
                    .compose(saved -> box.planOf(database, found.get()))
                    .compose(plan -> {
                        List<String> faults = rules.distribution(fields, plan);
                        if (visit.suffers(FaultKind.VALIDATION)) {
                            faults = List.of("Please correct the errors in the form.");
                        }
                        return faults.isEmpty()
                                ? Future.succeededFuture(WireAnswer.redirect(HERE + "publish=1&id=" + id))
                                : refused(visit, new WireRefusal(HERE + "re=1&id=" + id, String.join(" ", faults)));
                    });
        });
    }

    /** The publish link followed without its popup: the popup's page. */
    Future<WireAnswer> ask(WireVisit visit) {
        return Future.succeededFuture(
                WireAnswer.redirect(HERE + "publish=1&id=" + WireVisit.number(visit.context.pathParam("id"))));
    }

    /** The irreversible click. Once more for a release in review counts as one more submission, and costs nothing. */
    Future<WireAnswer> publish(WireVisit visit) {
        long id = WireVisit.number(visit.context.pathParam("id"));
        return database.inTransaction(tx -> box.locked(tx, id)
                        .compose(found -> found.isEmpty()
                                ? Future.failedFuture(
                                        new WireRefusal("/my-releases", "There is no such press release."))
                                : submit(tx, visit, found.get())))
                .compose(submitted -> sessions.tell(
                        visit.token(),
                        new WireSessionStore.Flash(null, "Your press release was submitted and is being reviewed.")))
                .map(told -> WireAnswer.redirect("/my-releases"))
                .recover(error ->
                        error instanceof WireRefusal refusal ? refused(visit, refusal) : Future.failedFuture(error));
    }

    private Future<Integer> submit(Tx tx, WireVisit visit, WireRelease release) {
        String back = HERE + "re=1&id=" + release.id();
        if (visit.suffers(FaultKind.VALIDATION)) {
            return Future.failedFuture(new WireRefusal(back, "Please correct the errors in the form."));
        }
        if (!release.status().canBecome(WireStatus.IN_REVIEW)) {
            return Future.failedFuture(
                    new WireRefusal("/my-releases", "This press release can no longer be submitted."));
        }
        if (release.orderId() != null) {
            return resubmit(tx, release);
        }
        if (visit.suffers(FaultKind.NO_BALANCE)) {
            return Future.failedFuture(noReleases(back));
        }
        return box.takeCredit(tx).compose(credit -> {
            if (credit.isEmpty()) {
                return Future.failedFuture(noReleases(back));
            }
            // Only now: whoever takes a credit holds its order, so that of two twins the second sees the first.
            return box.hasTwin(tx, release.id(), release.fields()).compose(twin -> {
                List<String> faults = faults(release.fields(), credit.get().plan(), twin);
                return faults.isEmpty()
                        ? box.submit(tx, release.id(), credit.get().id(), releaseAt(release))
                        : Future.failedFuture(new WireRefusal(
                                "/press-releases/edit?re=1&id=" + release.id(), String.join(" ", faults)));
            });
        });
    }

    private Future<Integer> resubmit(Tx tx, WireRelease release) {
        return box.submit(tx, release.id(), release.orderId(), releaseAt(release));
    }

    private List<String> faults(ReleaseFields fields, WirePlan plan, boolean twin) {
        List<String> faults = new ArrayList<>(rules.compose(fields, plan));
        faults.addAll(rules.distribution(fields, plan));
        if (twin) {
            faults.add("A press release with this headline already exists.");
        }
        return faults;
    }

    private static OffsetDateTime releaseAt(WireRelease release) {
        return release.fields().releaseAt().orElse(null);
    }

    private static WireRefusal noReleases(String back) {
        return new WireRefusal(back, "You have no available press releases. Please buy a package first.");
    }

    private Future<WireAnswer> refused(WireVisit visit, WireRefusal refusal) {
        return sessions.tell(visit.token(), new WireSessionStore.Flash(refusal.getMessage(), null))
                .map(told -> WireAnswer.redirect(refusal.path));
    }
}
