package com.bravapress.accounts;

import com.bravapress.database.Sql;
import com.bravapress.http.Authenticator;
import com.bravapress.http.Principal;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/** Checks the token's signature, then its session, role and owner in one query: what was revoked is dead at once. */
public final class SessionAuthenticator implements Authenticator {
    private final Sql sql;
    private final Tokens tokens;
    private final SessionStore sessions;
    private final Clock clock;

    /** An authenticator over the session store. */
    public SessionAuthenticator(Sql sql, Tokens tokens, SessionStore sessions, Clock clock) {
        this.sql = sql;
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Future<Optional<Principal>> authenticate(String token) {
        return tokens.read(token)
                .compose(claim -> claim.map(
                                named -> sessions.live(sql, named.sessionId(), named.userId(), clock.instant()))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }
}
