package com.bravapress.sandbox.wire;

import com.bravapress.database.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writing a release, its draft that saves itself, and the preview. */
final class ComposePages {
    static final WireSessionStore.Flash TOO_LATE =
            new WireSessionStore.Flash("This press release can no longer be edited.", null);

    private final Database database;
    private final WireBoxStore box;
    private final WireSessionStore sessions;
    private final FormRules rules;

    ComposePages(Database database, WireBoxStore box, WireSessionStore sessions, FormRules rules) {
        this.database = database;
        this.box = box;
        this.sessions = sessions;
        this.rules = rules;
    }

    /** A release of the account, or without {@code id} a new one. */
    Future<WireAnswer> form(WireVisit visit) {
        Future<Long> id = visit.query("id").isEmpty()
                ? box.draft(database, ReleaseFields.blank())
                : Future.succeededFuture(WireVisit.number(visit.query("id")));
        return id.compose(number -> box.release(database, number))
                .compose(found -> found.filter(release -> release.status().editable())
                        .map(release -> Future.succeededFuture(page(release)))
                        .orElseGet(() -> tooLate(visit)));
    }

    private static WireAnswer page(WireRelease release) {
        return WireAnswer.page(
                "compose",
                Map.of(
                        "release", Shown.release(release),
                        "countries", WireCatalogue.COUNTRIES,
                        "languages", WireCatalogue.LANGUAGES,
                        "zones", WireCatalogue.ZONES));
    }

    private Future<WireAnswer> tooLate(WireVisit visit) {
        return sessions.tell(visit.token(), TOO_LATE).map(told -> WireAnswer.redirect("/my-releases"));
    }

    /** "Preview" or "Save draft"; what was typed is kept either way. */
    Future<WireAnswer> sent(WireVisit visit) {
        long id = WireVisit.number(visit.field("id"));
        return box.save(database, id, ReleaseFields.sent(visit.form())).compose(saved -> {
            if (!saved) {
                return tooLate(visit);
            }
            if (visit.form().contains("store_draft")) {
                return sessions.tell(visit.token(), new WireSessionStore.Flash(null, "Your draft was saved."))
                        .map(told -> WireAnswer.redirect("/press-releases/edit?id=" + id));
            }
            return box.release(database, id)
                    .compose(found -> faults(visit, found.orElseThrow()))
                    .compose(faults -> goOn(visit, id, faults));
        });
    }

    private Future<List<String>> faults(WireVisit visit, WireRelease release) {
        return box.planOf(database, release)
                .compose(plan -> box.hasTwin(database, release.id(), release.fields())
                        .map(twin -> {
                            List<String> faults = new ArrayList<>(rules.compose(release.fields(), plan));
                            if (twin) {
                                faults.add("A press release with this headline already exists.");
                            }
                            if (visit.suffers(FaultKind.VALIDATION)) {
                                faults.add("Please correct the errors in the form.");
                            }
                            return faults;
                        }));
    }

    private Future<WireAnswer> goOn(WireVisit visit, long id, List<String> faults) {
        if (faults.isEmpty()) {
            return Future.succeededFuture(WireAnswer.redirect("/press-releases/preview?id=" + id));
        }
        return sessions.tell(visit.token(), new WireSessionStore.Flash(String.join(" ", faults), null))
                .map(told -> WireAnswer.redirect("/press-releases/edit?re=1&id=" + id));
    }

    Future<WireAnswer> preview(WireVisit visit) {
        return box.release(database, WireVisit.number(visit.query("id")))
                .map(found -> found.map(
                                release -> WireAnswer.page("preview", Map.of("release", Shown.release(release))))
                        .orElseGet(WireAnswer::missing));
    }

    /** The stored draft, for the script that puts it back into the form. */
    Future<WireAnswer> stored(WireVisit visit) {
        return box.release(database, WireVisit.number(visit.query("id")))
                .map(found -> found.map(
                                release -> WireAnswer.json(release.fields().json()))
                        .orElseGet(WireAnswer::missing));
    }

    Future<WireAnswer> autosave(WireVisit visit) {
        return box.save(database, WireVisit.number(visit.field("id")), ReleaseFields.sent(visit.form()))
                .map(saved -> WireAnswer.json(new JsonObject().put("saved", saved)));
    }
}
