package com.bravapress.admin;

import com.bravapress.jobs.TimelineStore.Seen;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the attempts of a job off its timeline: each begins with "processing" and ends with the next change. */
final class Attempts {
    private static final String PROCESSING = "processing";

    private Attempts() {}

    static List<Dossier.Attempt> of(List<Seen> timeline) {
        List<Dossier.Attempt> attempts = new ArrayList<>();
        Seen begun = null;
        for (Seen event : timeline) {
            if (!event.kind().equals("job")) {
                continue;
            }
            if (begun != null) {
                attempts.add(attempt(begun, attempts.size() + 1, event.at(), event.detail()));
                begun = null;
            }
            if (PROCESSING.equals(event.detail().getString("to"))) {
                begun = event;
            }
        }
        if (begun != null) {
            attempts.add(attempt(begun, attempts.size() + 1, null, new JsonObject()));
        }
        return attempts;
    }

    private static Dossier.Attempt attempt(Seen begun, int count, Instant ended, JsonObject end) {
        String error = end.getString("error", end.getString("reason"));
        return new Dossier.Attempt(
                begun.detail().getInteger("attempt", count),
                begun.actor(),
                begun.at(),
                ended,
                end.getString("to"),
                error,
                end.getString("error_category"));
    }
}
