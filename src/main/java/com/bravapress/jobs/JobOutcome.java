package com.bravapress.jobs;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** How an attempt ended. Outcomes are values: a handler that knows what happened says so and does not throw. */
public sealed interface JobOutcome {
    /** The job becomes completed; {@code result} goes to {@code jobs.result}. */
    record Done(JsonObject result) implements JobOutcome {}

    /** Worth another attempt after the backoff; final when no attempt is left. */
    record Retry(FailureCategory category, String error) implements JobOutcome {}

    /** No attempt will help; final. */
    record Reject(FailureCategory category, String error) implements JobOutcome {}

    /** Not yet: comes again after {@code delay}, without counting as an attempt. */
    record Snooze(Duration delay) implements JobOutcome {}

    /** What happened cannot be known from here; a person decides. */
    record NeedsAttention(FailureCategory category, String error) implements JobOutcome {}

    /** Done without a result. */
    static JobOutcome done() {
        return new Done(new JsonObject());
    }
}
