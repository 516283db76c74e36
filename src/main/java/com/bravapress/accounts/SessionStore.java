package com.bravapress.accounts;

import com.bravapress.database.Sql;
import com.bravapress.http.Principal;
import com.bravapress.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table {@code sessions}: what makes a token live, and what ends it on every node at once. */
public final class SessionStore {
    private static final String INSERT = """
            INSERT INTO sessions (user_id, user_agent, address, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
            RETURNING id
            """;

    Future<UUID> insert(Sql sql, UUID userId, Visitor visitor, Instant createdAt, Instant expiresAt) {
        return sql.one(
                INSERT,
                row -> row.getUUID("id"),
                userId,
                visitor.userAgent(),
                visitor.address(),
                UserStore.utc(createdAt),
                UserStore.utc(expiresAt));
    }

    private static final String LIVE = """
            SELECT s.id AS session_id, s.expires_at, u.id, u.email, p.full_name, coalesce(a.role, 'customer') AS role
            FROM sessions s
            JOIN auth.users u ON u.id = s.user_id
            JOIN profiles p ON p.id = u.id
            LEFT JOIN admin_users a ON a.user_id = u.id AND a.is_active
            WHERE s.id = $1 AND s.user_id = $2 AND s.revoked_at IS NULL AND s.expires_at > $3
                AND u.disabled_at IS NULL
            """;

    /** Whose session it is; empty when it was revoked, has expired, or its owner was disabled. */
    Future<Optional<Principal>> live(Sql sql, UUID sessionId, UUID userId, Instant now) {
        return sql.first(LIVE, SessionStore::principal, sessionId, userId, UserStore.utc(now));
    }

    private static final String REVOKE = """
            UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL
            """;

    Future<Integer> revoke(Sql sql, UUID sessionId, Instant now) {
        return sql.run(REVOKE, sessionId, UserStore.utc(now));
    }

    private static final String REVOKE_ALL = """
            UPDATE sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL
            """;

    /** Ends every session of a user: after a change of role or password. */
    public Future<Integer> revokeAll(Sql sql, UUID userId, Instant now) {
        return sql.run(REVOKE_ALL, userId, UserStore.utc(now));
    }

    private static final String FORGET = """
            DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < $1 LIMIT $2)
            """;

    /** Removes rows of sessions that ended before this, at most {@code limit}: for the cleanup job. */
    public Future<Integer> forget(Sql sql, Instant endedBefore, int limit) {
        return sql.run(FORGET, UserStore.utc(endedBefore), limit);
    }

    private static Principal principal(Row row) {
        return new Principal(
                row.getUUID("id"),
                row.getUUID("session_id"),
                row.getString("email"),
                row.getString("full_name"),
                Role.of(row.getString("role")),
                row.getOffsetDateTime("expires_at").toInstant());
    }
}
