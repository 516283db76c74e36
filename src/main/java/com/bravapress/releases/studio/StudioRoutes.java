package com.bravapress.releases.studio;

import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Problem;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.releases.DraftFields;
import com.bravapress.releases.Drafts;
import com.bravapress.releases.Submission;
import com.bravapress.writing.Brief;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code /dashboard/new-release}: facts, draft, check and pay on one page, which works without JavaScript. */
public final class StudioRoutes implements Routes {
    private static final String PAGE = "/dashboard/new-release";
    private static final String BRIEF = "brief_";

    private final Drafts drafts;
    private final WritingApi writing;
    private final StudioPage page;

    /**
     * The studio.
     *
     * @param packages what is sold, as the price page shows it: id, name, wire_plan, price_cents, currency, words,
     *     links, countries, industries
     */
    public StudioRoutes(Drafts drafts, WritingApi writing, List<Map<String, Object>> packages) {
        this.drafts = drafts;
        this.writing = writing;
        this.page = new StudioPage(packages);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PAGE, Access.SIGNED_IN, this::open),
                Endpoint.post(PAGE, Access.SIGNED_IN, this::submit),
                Endpoint.post("/dashboard/new-release/preview", Access.SIGNED_IN, this::preview),
                Endpoint.post("/dashboard/new-release/:id/check", Access.SIGNED_IN, this::checkPanel),
                Endpoint.post("/dashboard/releases/:id/delete", Access.SIGNED_IN, this::drop));
    }

    private Future<Reply> open(Request request) {
        if (request.query("id").isEmpty()) {
            return Future.succeededFuture(Reply.page("releases/studio", page.fresh(request)));
        }
        return drafts.find(request.principal(), uuid(request.query("id").get())).compose(own -> {
            if (!own.release().status().isEditable()) {
                return Future.succeededFuture(
                        Reply.redirect("/dashboard/releases/" + own.release().id()));
            }
            return drafts.lastCheck(own.release().id())
                    .map(checked -> Reply.page(
                            "releases/studio", page.of(own.release(), checked.orElse(null), Map.of(), List.of())));
        });
    }

    private Future<Reply> submit(Request request) {
        Map<String, String> form = request.form();
        DraftFields sent = request.input(DraftFields.class);
        String id = form.getOrDefault("id", "");
        if (id.isBlank()) {
            DraftFields.Applied applied = sent.over(DraftFields.nothing());
            return drafts.begin(request.principal(), applied.text()).compose(made -> goOn(request, made, applied));
        }
        return drafts.find(request.principal(), uuid(id)).compose(own -> {
            Submission now = own.release();
            if (!now.status().isEditable()) {
                return Future.succeededFuture(Reply.redirect("/dashboard/releases/" + now.id())
                        .flash("error", "This release is already paid for; its text can no longer be changed."));
            }
            DraftFields.Applied applied = sent.over(now.text());
            return drafts.save(request.principal(), now.id(), version(form), applied.text())
                    .compose(saved -> goOn(request, saved, applied))
                    .recover(error -> error instanceof AppException app && app.problem() == Problem.PRECONDITION_FAILED
                            ? conflict(now, form)
                            : Future.failedFuture(error));
        });
    }

    /** After saving: shows what did not fit, or does what the button said. */
    private Future<Reply> goOn(Request request, Submission saved, DraftFields.Applied applied) {
        Map<String, String> form = request.form();
        if (!applied.faults().isEmpty()) {
            return drafts.lastCheck(saved.id())
                    .map(checked -> Reply.page(
                            422, "releases/studio", page.of(saved, checked.orElse(null), form, applied.faults())));
        }
        String here = PAGE + "?id=" + saved.id();
        return switch (form.getOrDefault("action", "save")) {
            case "check" ->
                drafts.check(request.principal(), saved.id()).map(checked -> Reply.redirect(here + "#check"));
            case "generate" -> generate(request, saved, form);
            case "pay" ->
                drafts.check(request.principal(), saved.id())
                        .map(checked -> checked.valid()
                                // 307 keeps method and body, so the checkout sees the same form with its token.
                                ? Reply.empty(307).header("Location", "/dashboard/releases/" + saved.id() + "/checkout")
                                : Reply.redirect(here + "#check"));
            default ->
                Future.succeededFuture(
                        Reply.redirect(here).flash("success", "Saved. You can come back to it any time."));
        };
    }

    private Future<Reply> generate(Request request, Submission saved, Map<String, String> form) {
        Map<String, String> facts = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith(BRIEF)) {
                facts.put(name.substring(BRIEF.length()), value);
            }
        });
        Brief brief = WritingApi.brief(facts, saved.text());
        return writing.write(brief).compose(draft -> {
            Map<String, String> typed = new LinkedHashMap<>(form);
            typed.put("title", draft.title());
            typed.put("summary", draft.summary());
            typed.put("social_title", draft.socialTitle());
            typed.put("content", draft.content());
            if (!saved.text().content().isBlank()) {
                // Words somebody wrote are never replaced without being asked: the new draft is shown, not saved.
                return drafts.lastCheck(saved.id())
                        .map(checked ->
                                Reply.page("releases/studio", page.generated(saved, checked.orElse(null), typed)));
            }
            ReleaseText text = new DraftFields(
                            draft.title(),
                            draft.summary(),
                            draft.content(),
                            draft.socialTitle(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null)
                    .over(saved.text())
                    .text();
            return drafts.save(request.principal(), saved.id(), saved.version(), text)
                    .map(written -> Reply.page("releases/studio", page.of(written, null, briefOnly(form), List.of())));
        });
    }

    private static Map<String, String> briefOnly(Map<String, String> form) {
        Map<String, String> kept = new LinkedHashMap<>(form);
        kept.keySet().removeIf(name -> !name.startsWith(BRIEF));
        return kept;
    }

    private Future<Reply> conflict(Submission before, Map<String, String> form) {
        return Future.succeededFuture(Reply.page(412, "releases/studio", page.conflict(before, form)));
    }

    private Future<Reply> preview(Request request) {
        DraftFields.Applied applied = request.input(DraftFields.class).over(DraftFields.nothing());
        return Future.succeededFuture(Reply.page("releases/preview", StudioPage.preview(applied.text())));
    }

    private Future<Reply> checkPanel(Request request) {
        return drafts.check(request.principal(), request.pathUuid("id"))
                .compose(checked -> drafts.find(request.principal(), request.pathUuid("id"))
                        .map(own -> Reply.page("releases/check", page.panel(own.release(), checked))));
    }

    private Future<Reply> drop(Request request) {
        return drafts.drop(request.principal(), request.pathUuid("id"), null)
                .map(gone -> Reply.redirect("/dashboard")
                        .flash("success", "The draft was thrown away. You still find it under the status Cancelled."));
    }

    private static int version(Map<String, String> form) {
        try {
            return Integer.parseInt(form.getOrDefault("version", ""));
        } catch (NumberFormatException e) {
            // No version is an old one: the conflict page asks instead of overwriting.
            return -1;
        }
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw AppException.notFound();
        }
    }
}
