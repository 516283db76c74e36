package com.bravapress.admin;

import com.bravapress.database.Database;
import com.bravapress.testing.Await;
import java.util.UUID;

/** Rows for tests of the console, written straight into the tables. */
final class Seed {
    private final Database database;

    Seed(Database database) {
        this.database = database;
    }

    UUID customer(String name, String email) {
        UUID id = UUID.randomUUID();
        run(
                "INSERT INTO auth.users (id, email, password_hash, accepted_terms_at) VALUES ($1, $2, 'x', now())",
                id,
                email);
        run("INSERT INTO profiles (id, email, full_name) VALUES ($1, $2, $3)", id, email, name);
        return id;
    }

    UUID release(UUID customer, String title, String company, String status) {
        UUID id = UUID.randomUUID();
        run("""
                INSERT INTO press_release_submissions (id, user_id, title, company_name, status, payment_amount, currency,
                    package_type, contact_name, contact_email, contact_phone)
                VALUES ($1, $2, $3, $4, $5, 9900, 'USD', 'basic', 'Mara Lindqvist', 'press@company.example',
                    '+1 207 555 0142')
                """, id, customer, title, company, status);
        return id;
    }

    long job(UUID release, String status) {
        return job("press_release_submission", release, status, release.toString(), 0);
    }

    long job(String type, UUID release, String status, String key, int minutesAgo) {
        return Await.get(database.one("""
                INSERT INTO jobs (type, status, data, max_attempts, attempts, submission_id, dedupe_key, created_at, run_at,
                    started_at, lease_until, completed_at)
                VALUES ($1, $2::text, '{}', 3, CASE WHEN $2::text = 'pending' THEN 0 ELSE 1 END, $3, $4,
                    now() - $5::int * interval '1 minute', now() - $5::int * interval '1 minute',
                    CASE WHEN $2::text <> 'pending' THEN now() - $5::int * interval '1 minute' END,
                    CASE WHEN $2::text = 'processing' THEN now() + interval '1 hour' END,
                    CASE WHEN $2::text IN ('completed', 'failed')
                        THEN now() - $5::int * interval '1 minute' + interval '11 seconds' END)
                RETURNING id
                """, row -> row.getLong("id"), type, status, release, key, minutesAgo));
    }

    void run(String sql, Object... args) {
        int unused = Await.get(database.run(sql, args));
    }

    <T> T one(Class<T> type, String sql, Object... args) {
        return Await.get(database.one(sql, row -> row.get(type, 0), args));
    }
}
