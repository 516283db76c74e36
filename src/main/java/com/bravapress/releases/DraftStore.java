package com.bravapress.releases;

import com.bravapress.database.Sql;
import com.bravapress.http.Json;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A customer's own rows of {@code press_release_submissions}, and {@code validations}. */
public final class DraftStore {
    private static final String INSERT = """
            INSERT INTO press_release_submissions (user_id, title, summary, content, social_title, company_name,
                company_description, website_url, industry, city, state, country, contact_name, contact_email,
                contact_phone, package_type, release_at, time_zone)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            RETURNING *
            """;

    Future<Submission> insert(Sql sql, UUID userId, ReleaseText text) {
        return sql.one(INSERT, ReleaseStore::submission, with(text, userId));
    }

    private static final String SAVE = """
            UPDATE press_release_submissions
            SET title = $3, summary = $4, content = $5, social_title = $6, company_name = $7,
                company_description = $8, website_url = $9, industry = $10, city = $11, state = $12, country = $13,
                contact_name = $14, contact_email = $15, contact_phone = $16, package_type = $17, release_at = $18,
                time_zone = $19, version = version + 1, updated_at = now()
            WHERE id = $1 AND version = $2 AND status = 'draft'
            RETURNING *
            """;

    /** Empty when somebody else saved first. */
    Future<Optional<Submission>> save(Sql sql, UUID id, int version, ReleaseText text) {
        return sql.first(SAVE, ReleaseStore::submission, with(text, id, version));
    }

    private static final String OF_OWNER = """
            SELECT * FROM press_release_submissions WHERE id = $1 AND user_id = $2
            """;

    Future<Optional<OwnRelease>> ofOwner(Sql sql, UUID id, UUID userId) {
        return sql.first(OF_OWNER, DraftStore::draft, id, userId);
    }

    // A release that was thrown away is shown only to somebody who asks for those.
    private static final String LIST = """
            SELECT * FROM press_release_submissions
            WHERE user_id = $1
              AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
              AND CASE WHEN $4::text IS NULL THEN status <> 'cancelled' ELSE status = $4 END
              AND ($5::text IS NULL OR title ILIKE $5 OR company_name ILIKE $5 OR einpresswire_order_id ILIKE $5)
            ORDER BY created_at DESC, id DESC
            LIMIT $6
            """;

    Future<List<OwnRelease>> list(Sql sql, UUID userId, Search search, int limit) {
        Search.Place after = search.after();
        return sql.list(
                LIST,
                DraftStore::draft,
                userId,
                after == null ? null : after.createdAt().atOffset(ZoneOffset.UTC),
                after == null ? null : after.id(),
                search.status() == null ? null : search.status().id(),
                search.words() == null ? null : "%" + search.words().replaceAll("([\\\\%_])", "\\\\$1") + "%",
                limit);
    }

    private static final String KEEP_CHECK = """
            INSERT INTO validations (submission_id, version, rules_version, valid, score, issues)
            VALUES ($1, $2, $3, $4, $5, $6)
            """;

    Future<Integer> keepCheck(Sql sql, UUID id, Checked checked) {
        return sql.run(
                KEEP_CHECK,
                id,
                checked.version(),
                checked.rulesVersion(),
                checked.valid(),
                checked.score(),
                new JsonArray(Json.text(checked.issues())));
    }

    private static final String LAST_CHECK = """
            SELECT version, rules_version, valid, score, issues
            FROM validations WHERE submission_id = $1 ORDER BY id DESC LIMIT 1
            """;

    Future<Optional<Checked>> lastCheck(Sql sql, UUID id) {
        return sql.first(LAST_CHECK, DraftStore::checked, id);
    }

    private static Checked checked(Row row) {
        return new Checked(
                row.getInteger("version"),
                row.getBoolean("valid"),
                row.getInteger("score"),
                row.getString("rules_version"),
                Arrays.asList(Json.as(
                        Checked.Finding[].class, row.getJsonArray("issues").getList())));
    }

    private static OwnRelease draft(Row row) {
        return new OwnRelease(
                ReleaseStore.submission(row),
                list(row.getJsonArray("processing_logs")),
                list(row.getJsonArray("screenshots")));
    }

    private static List<Object> list(JsonArray array) {
        return array.stream().toList();
    }

    private static Object[] with(ReleaseText text, Object... first) {
        Object[] fields = {
            text.title(),
            text.summary(),
            text.content(),
            text.socialTitle(),
            text.companyName(),
            text.companyDescription(),
            text.websiteUrl(),
            text.industry(),
            text.city(),
            text.state(),
            text.country(),
            text.contactName(),
            text.contactEmail(),
            text.contactPhone(),
            text.packageType().isBlank() ? "basic" : text.packageType(),
            text.releaseAt(),
            text.timeZone().isBlank() ? "UTC" : text.timeZone()
        };
        Object[] all = Arrays.copyOf(first, first.length + fields.length);
        System.arraycopy(fields, 0, all, first.length, fields.length);
        return all;
    }
}
