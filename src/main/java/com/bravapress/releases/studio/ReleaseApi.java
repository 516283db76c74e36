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
import com.bravapress.releases.Search;
import com.bravapress.releases.Submission;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /api/releases}: a customer's releases for programs, and for the studio's own autosave. */
public final class ReleaseApi implements Routes {
    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,9})\"?");
    private static final int PAGE = 50;
    private static final int MOST = 200;

    private final Drafts drafts;

    /** The API over these drafts. */
    public ReleaseApi(Drafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/releases", Access.SIGNED_IN, this::begin),
                Endpoint.get("/api/releases", Access.SIGNED_IN, this::list),
                Endpoint.get("/api/releases/:id", Access.SIGNED_IN, this::show),
                Endpoint.patch("/api/releases/:id", Access.SIGNED_IN, this::save),
                Endpoint.delete("/api/releases/:id", Access.SIGNED_IN, this::drop),
                Endpoint.post("/api/releases/:id/validate", Access.SIGNED_IN, this::check));
    }

    private Future<Reply> begin(Request request) {
        DraftFields.Applied applied = request.input(DraftFields.class).over(DraftFields.nothing());
        requireSound(applied);
        return drafts.begin(request.principal(), applied.text())
                .map(made -> tagged(201, made).header("Location", "/api/releases/" + made.id()));
    }

    private Future<Reply> list(Request request) {
        Search search = Search.of(
                request.query("q").orElse(null),
                request.query("status").orElse(null),
                request.query("after").orElse(null));
        return drafts.list(request.principal(), search, request.queryInt("limit", PAGE, 1, MOST))
                .map(found -> {
                    Map<String, Object> body = new java.util.LinkedHashMap<>();
                    body.put(
                            "releases",
                            found.releases().stream().map(ReleaseJson::of).toList());
                    body.put("next", found.next());
                    return Reply.json(body);
                });
    }

    private Future<Reply> show(Request request) {
        return drafts.find(request.principal(), request.pathUuid("id"))
                .map(draft -> Reply.json(ReleaseJson.of(draft)).header("ETag", etag(draft.release())));
    }

    private Future<Reply> save(Request request) {
        DraftFields sent = request.input(DraftFields.class);
        // Whose it is comes before which version: a stranger must not learn that it exists.
        return drafts.find(request.principal(), request.pathUuid("id")).compose(draft -> {
            int version = version(request).orElseThrow(ReleaseApi::versionNeeded);
            DraftFields.Applied applied = sent.over(draft.release().text());
            if (draft.release().version() == version) {
                requireSound(applied);
            }
            return drafts.save(request.principal(), draft.release().id(), version, applied.text())
                    .map(saved -> tagged(200, saved));
        });
    }

    private Future<Reply> drop(Request request) {
        return drafts.drop(
                        request.principal(),
                        request.pathUuid("id"),
                        version(request).orElse(null))
                .map(gone -> Reply.empty(204));
    }

    private Future<Reply> check(Request request) {
        return drafts.check(request.principal(), request.pathUuid("id"))
                .map(checked -> Reply.json(ReleaseJson.of(checked)));
    }

    /** The version that {@code If-Match} names; empty without the header, 412 when it names none. */
    private static Optional<Integer> version(Request request) {
        return request.header("If-Match").map(tag -> {
            Matcher matcher = VERSION.matcher(tag.trim());
            if (!matcher.matches()) {
                throw versionNeeded();
            }
            return Integer.valueOf(matcher.group(1));
        });
    }

    private static AppException versionNeeded() {
        return AppException.of(
                Problem.PRECONDITION_FAILED,
                "Say which version you changed: send If-Match with the ETag of the release. Nothing was saved.");
    }

    private static void requireSound(DraftFields.Applied applied) {
        if (!applied.faults().isEmpty()) {
            throw AppException.invalid(applied.faults());
        }
    }

    private static Reply tagged(int status, Submission release) {
        return Reply.json(status, ReleaseJson.of(release)).header("ETag", etag(release));
    }

    private static String etag(Submission release) {
        return "\"" + release.version() + "\"";
    }
}
