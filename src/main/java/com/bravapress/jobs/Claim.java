package com.bravapress.jobs;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** A job that is ours until its lease ends. {@code attempt} is the fencing token of every later write. */
record Claim(long id, String type, int attempt, int maxAttempts, UUID submissionId, JsonObject data) {}
