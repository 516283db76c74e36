package com.bravapress.accounts;

import com.bravapress.database.Sql;
import com.bravapress.http.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code auth.users}, {@code profiles} and {@code admin_users}: one person in three rows. */
public final class UserStore {
    /** The constraint that makes an e-mail address one account. */
    static final String EMAIL_KEY = "users_email_key";

    private static final String INSERT = """
            WITH made AS (
                INSERT INTO auth.users (email, password_hash, accepted_terms_at) VALUES ($1, $2, $4) RETURNING id, email
            )
            INSERT INTO profiles (id, email, full_name) SELECT id, email, $3 FROM made
            RETURNING id, email, full_name, 'customer' AS role
            """;

    Future<User> insert(Sql sql, String email, String passwordHash, String fullName, Instant acceptedAt) {
        return sql.one(INSERT, UserStore::user, email, passwordHash, fullName, utc(acceptedAt));
    }

    private static final String BY_EMAIL = """
            SELECT u.id, u.email, p.full_name, coalesce(a.role, 'customer') AS role,
                u.password_hash, u.disabled_at IS NOT NULL AS disabled
            FROM auth.users u
            JOIN profiles p ON p.id = u.id
            LEFT JOIN admin_users a ON a.user_id = u.id AND a.is_active
            WHERE u.email = $1
            """;

    Future<Optional<Account>> byEmail(Sql sql, String email) {
        return sql.first(
                BY_EMAIL,
                row -> new Account(user(row), row.getString("password_hash"), row.getBoolean("disabled")),
                email);
    }

    private static final String BY_ID = """
            SELECT u.id, u.email, p.full_name, coalesce(a.role, 'customer') AS role
            FROM auth.users u
            JOIN profiles p ON p.id = u.id
            LEFT JOIN admin_users a ON a.user_id = u.id AND a.is_active
            WHERE u.id = $1
            """;

    /** The user of this id: for whoever writes to a customer. */
    public Future<Optional<User>> byId(Sql sql, UUID id) {
        return sql.first(BY_ID, UserStore::user, id);
    }

    private static final String UPSERT_ADMIN = """
            WITH person AS (
                INSERT INTO auth.users (email, password_hash, accepted_terms_at) VALUES ($1, $2, $4)
                ON CONFLICT (email) DO UPDATE
                    SET password_hash = excluded.password_hash, disabled_at = NULL, updated_at = now()
                RETURNING id, email
            ), profile AS (
                INSERT INTO profiles (id, email, full_name) SELECT id, email, $3 FROM person
                ON CONFLICT (id) DO UPDATE SET updated_at = now()
                RETURNING id, full_name
            )
            INSERT INTO admin_users (user_id, role, is_active) SELECT id, $5, true FROM person
            ON CONFLICT (user_id) DO UPDATE SET role = excluded.role, is_active = true
            RETURNING user_id AS id, role, (SELECT email FROM person) AS email,
                (SELECT full_name FROM profile) AS full_name
            """;

    /** Makes the person, or gives the one of this address the password and role. */
    Future<User> upsertAdmin(
            Sql sql, String email, String passwordHash, String fullName, Instant acceptedAt, Role role) {
        return sql.one(UPSERT_ADMIN, UserStore::user, email, passwordHash, fullName, utc(acceptedAt), role.id());
    }

    // The lock makes two nodes that start for the first time at once agree on one admin; it ends with the transaction.
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('accounts.first-admin'))::text";

    private static final String HAS_SUPER_ADMIN = """
            SELECT 1 FROM admin_users a JOIN auth.users u ON u.id = a.user_id
            WHERE a.role = 'super_admin' AND a.is_active AND u.disabled_at IS NULL LIMIT 1
            """;

    Future<Boolean> hasSuperAdmin(Sql tx) {
        return tx.first(ALONE, row -> true)
                .compose(locked -> tx.first(HAS_SUPER_ADMIN, row -> true))
                .map(Optional::isPresent);
    }

    private static User user(Row row) {
        return new User(
                row.getUUID("id"), row.getString("email"), row.getString("full_name"), Role.of(row.getString("role")));
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** What sign-in needs to know of somebody. */
    record Account(User user, String passwordHash, boolean disabled) {
        @Override
        public String toString() {
            return "Account[" + user.id() + "]";
        }
    }
}
