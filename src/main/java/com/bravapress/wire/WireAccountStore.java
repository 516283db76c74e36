package com.bravapress.wire;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import java.time.Duration;

/** The table {@code wire_accounts}: who buys at a wire account now. The clock is the database's. */
final class WireAccountStore {
    // Only for an attempt that has its job. Another job's hold is respected until its time has run out, or until it is
    // plain that its attempt is over: it has not its job any more, and no click of its job is undecided. A hold of the
    // last
    // moments may be newer than what this statement sees of jobs, and stands.
    private static final String TAKE = """
            INSERT INTO wire_accounts (account, job_id, attempt, held_until)
            SELECT $1, id, attempts, clock_timestamp() + $4 * interval '1 millisecond' FROM jobs_live
            WHERE id = $2 AND attempts = $3 AND status = 'processing'
            ON CONFLICT (account) DO UPDATE SET job_id = excluded.job_id, attempt = excluded.attempt,
                held_until = excluded.held_until
            WHERE wire_accounts.job_id = excluded.job_id AND wire_accounts.attempt <= excluded.attempt
                OR wire_accounts.held_until < clock_timestamp()
                OR wire_accounts.held_until < clock_timestamp() + $4 * interval '1 millisecond' - interval '5 seconds'
                    AND NOT EXISTS (SELECT FROM jobs_live j WHERE j.id = wire_accounts.job_id
                        AND j.attempts = wire_accounts.attempt AND j.status = 'processing')
                    AND NOT EXISTS (SELECT FROM wire_steps w WHERE w.job_id = wire_accounts.job_id
                        AND w.step = 'purchase' AND w.state = 'dispatched')
            """;

    /** Takes the account, or prolongs the hold; false when another job has it. */
    Future<Boolean> take(Sql sql, String account, long jobId, int attempt, Duration hold) {
        return sql.run(TAKE, account, jobId, attempt, hold.toMillis()).map(rows -> rows == 1);
    }

    private static final String LEAVE = """
            DELETE FROM wire_accounts WHERE account = $1 AND job_id = $2 AND attempt = $3
            """;

    /** Gives it to whoever asks next; does nothing when another has it by now. */
    Future<Integer> leave(Sql sql, String account, long jobId, int attempt) {
        return sql.run(LEAVE, account, jobId, attempt);
    }
}
