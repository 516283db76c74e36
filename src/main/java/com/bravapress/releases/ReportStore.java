package com.bravapress.releases;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code distribution_reports}. */
public final class ReportStore {
    private static final String KEEP = """
            INSERT INTO distribution_reports (submission_id, outlets) VALUES ($1, $2) ON CONFLICT DO NOTHING
            """;

    /** Keeps the report of a release; false when it has one already. */
    public Future<Boolean> keep(Sql sql, UUID submission, List<Outlet> outlets) {
        JsonArray json = new JsonArray(outlets.stream()
                .map(each -> new JsonObject().put("outlet", each.outlet()).put("url", each.url()))
                .toList());
        return sql.run(KEEP, submission, json).map(rows -> rows == 1);
    }

    private static final String FIND = "SELECT outlets, read_at FROM distribution_reports WHERE submission_id = $1";

    /** The report of a release, once there is one. */
    public Future<Optional<DistributionReport>> find(Sql sql, UUID submission) {
        return sql.first(
                FIND,
                row -> new DistributionReport(
                        row.getJsonArray("outlets").stream()
                                .map(JsonObject.class::cast)
                                .map(each -> new Outlet(each.getString("outlet"), each.getString("url")))
                                .toList(),
                        row.getOffsetDateTime("read_at").toInstant()),
                submission);
    }
}
