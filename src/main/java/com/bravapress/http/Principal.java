package com.bravapress.http;

import java.time.Instant;
import java.util.UUID;

/** Who makes the request, as the session store confirmed it just now. {@code expiresAt} is when the session ends. */
public record Principal(UUID userId, UUID sessionId, String email, String fullName, Role role, Instant expiresAt) {
    /** How the audit and the timeline name this person. */
    public String actor() {
        return role.id() + ":" + email;
    }
}
