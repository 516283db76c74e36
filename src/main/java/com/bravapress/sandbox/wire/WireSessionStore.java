package com.bravapress.sandbox.wire;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import java.util.Optional;

/** Who is signed in at the stand-in, and the one message each is to see next. */
final class WireSessionStore {
    private final Sql sql;

    WireSessionStore(Sql sql) {
        this.sql = sql;
    }

    private static final String OPEN = """
            WITH ended AS (DELETE FROM sandbox.wire_sessions WHERE created_at < now() - interval '12 hours')
            INSERT INTO sandbox.wire_sessions (token) VALUES ($1)
            """;

    Future<Integer> open(String token) {
        return sql.run(OPEN, token);
    }

    private static final String FIND = """
            SELECT flash_error, flash_notice FROM sandbox.wire_sessions
            WHERE token = $1 AND created_at > now() - interval '12 hours'
            """;

    /** The session with its messages, which stay until {@link #shown}. */
    Future<Optional<Flash>> find(String token) {
        return sql.first(FIND, row -> new Flash(row.getString("flash_error"), row.getString("flash_notice")), token);
    }

    private static final String SHOWN = """
            UPDATE sandbox.wire_sessions SET flash_error = NULL, flash_notice = NULL WHERE token = $1
            """;

    Future<Integer> shown(String token) {
        return sql.run(SHOWN, token);
    }

    private static final String TELL = """
            UPDATE sandbox.wire_sessions SET flash_error = $2, flash_notice = $3 WHERE token = $1
            """;

    Future<Integer> tell(String token, Flash flash) {
        return sql.run(TELL, token, flash.error(), flash.notice());
    }

    private static final String END = "DELETE FROM sandbox.wire_sessions WHERE token = $1";

    Future<Integer> end(String token) {
        return sql.run(END, token);
    }

    /** At most one of them is there. */
    record Flash(String error, String notice) {
        static final Flash NONE = new Flash(null, null);

        boolean any() {
            return error != null || notice != null;
        }
    }
}
