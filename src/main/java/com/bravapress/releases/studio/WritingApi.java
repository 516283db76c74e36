package com.bravapress.releases.studio;

import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.FieldError;
import com.bravapress.http.Json;
import com.bravapress.http.Problem;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.http.SseStream;
import com.bravapress.releases.Drafts;
import com.bravapress.writing.Brief;
import com.bravapress.writing.Draft;
import com.bravapress.writing.ReleaseText;
import com.bravapress.writing.Writer;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/releases/:id/generate}: a brief becomes a draft. The release itself is not touched by it. */
public final class WritingApi implements Routes {
    private static final Logger LOG = LoggerFactory.getLogger(WritingApi.class);
    private static final int LONGEST = 20_000;

    private final Drafts drafts;
    private final Writer writer;

    /** The API over this writer. */
    public WritingApi(Drafts drafts, Writer writer) {
        this.drafts = drafts;
        this.writer = writer;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/api/releases/:id/generate", Access.SIGNED_IN, this::generate));
    }

    private Future<Reply> generate(Request request) {
        Asked asked = request.input(Asked.class);
        return drafts.find(request.principal(), request.pathUuid("id")).compose(own -> {
            Brief brief = brief(asked.fields(), own.release().text());
            if (!request.accepts("text/event-stream")) {
                return write(brief).map(Reply::json);
            }
            return Future.succeededFuture(Reply.stream(stream -> follow(brief, stream)));
        });
    }

    /** Drafts a release; a writer that is away is a 503 that keeps everything as it was. */
    Future<Draft> write(Brief brief) {
        return writer.draft(brief).recover(error -> Future.failedFuture(away(error)));
    }

    private void follow(Brief brief, SseStream stream) {
        writer.draft(brief, piece -> stream.write(SseStream.frame("delta", null, Json.text(Map.of("text", piece)))))
                .onSuccess(draft -> stream.write(SseStream.frame("done", null, Json.text(draft))))
                .onFailure(error -> {
                    LOG.warn("the writer failed", error);
                    stream.write(SseStream.frame(
                            "error",
                            null,
                            Json.text(Map.of("detail", away(error).getMessage()))));
                })
                .onComplete(done -> stream.end());
    }

    private static AppException away(Throwable error) {
        return AppException.of(
                Problem.UNAVAILABLE,
                "The writer cannot be reached at the moment. Your facts and your text are kept; try again, or write it "
                        + "yourself.",
                error);
    }

    /** The brief, with what the release already says of the company filled in. */
    static Brief brief(Map<String, String> given, ReleaseText text) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("company", text.companyName());
        fields.put("about", text.companyDescription());
        fields.put("website", text.websiteUrl());
        fields.put("contact_name", text.contactName());
        fields.put("contact_phone", text.contactPhone());
        fields.put("where", text.state().isBlank() ? text.city() : text.city() + ", " + text.state());
        given.forEach((name, value) -> {
            if (value != null && value.length() > LONGEST) {
                throw AppException.invalid(List.of(new FieldError(
                        "brief", "Shorten \"" + name + "\" to " + LONGEST + " characters. Nothing was written.")));
            }
            if (value != null && !value.isBlank()) {
                fields.put(name, value);
            }
        });
        return Brief.of(fields);
    }

    /** {@code brief} has the members of {@link Brief}; others are ignored. */
    record Asked(Map<String, Object> brief) {
        Map<String, String> fields() {
            if (brief == null) {
                throw AppException.badFields(List.of(
                        new FieldError("brief", "brief must be an object with what happened, who, when, where …")));
            }
            Map<String, String> fields = new LinkedHashMap<>();
            brief.forEach((name, value) -> {
                if (value instanceof String said && said.indexOf('\0') < 0) {
                    fields.put(name, said);
                }
            });
            return fields;
        }
    }
}
