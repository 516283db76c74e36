package com.bravapress.accounts;

import com.bravapress.config.Secrets;
import com.bravapress.database.Database;
import com.bravapress.database.DatabaseConflict;
import com.bravapress.database.Tx;
import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.http.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Making accounts and sessions, and ending sessions. */
public final class Accounts {
    /** How long a session and its token live. Nothing prolongs them; revoking ends them at the next request. */
    static final Duration SESSION = Duration.ofHours(12);

    private final Database database;
    private final Stores stores;
    private final Passwords passwords;
    private final Tokens tokens;
    private final RateLimits limits;
    private final Clock clock;

    /** The service over its stores. */
    public Accounts(
            Database database, Stores stores, Passwords passwords, Tokens tokens, RateLimits limits, Clock clock) {
        this.database = database;
        this.stores = stores;
        this.passwords = passwords;
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
    }

    /** The tables it writes. */
    public record Stores(UserStore users, SessionStore sessions, AuditStore audit) {}

    /** Makes user, profile and first session in one transaction; 422 when the address has an account. */
    Future<SignedIn> signUp(SignUp wish, Visitor visitor) {
        return checked(() -> {
                    wish.check();
                    limits.signUp(visitor.address());
                })
                .compose(fine -> passwords.hash(wish.password()))
                .compose(hash -> database.inTransaction(tx -> stores.users()
                        .insert(tx, wish.email(), hash, wish.fullName(), clock.instant())
                        .compose(user -> open(tx, user, visitor))))
                .recover(error -> Future.failedFuture(taken(error)));
    }

    /** Opens a session; unknown, wrong and disabled are the same 401 after the same work. */
    Future<SignedIn> signIn(SignIn wish, Visitor visitor) {
        return checked(() -> {
                    wish.check();
                    limits.signIn(wish.email(), visitor.address());
                })
                .compose(fine -> stores.users().byEmail(database, wish.email()))
                .compose(found -> passwords
                        .matches(wish.password(), found.map(UserStore.Account::passwordHash))
                        .map(same -> found.filter(account -> same && !account.disabled())
                                .orElseThrow(() -> AppException.of(
                                        Problem.UNAUTHORIZED, "The e-mail address or the password is not right."))))
                .compose(account -> {
                    limits.signedIn(wish.email(), visitor.address());
                    return database.inTransaction(tx -> open(tx, account.user(), visitor));
                });
    }

    /** Ends the session of this request, everywhere, at once. */
    Future<Void> signOut(Principal principal) {
        return stores.sessions()
                .revoke(database, principal.sessionId(), clock.instant())
                .mapEmpty();
    }

    /**
     * Makes somebody a member of the team, or gives the member of this address a new password and role. Ends their
     * sessions and is kept in the audit.
     *
     * @param actor who asks: {@code command}, {@code start}
     * @throws AppException 422 for a bad address or password; a customer is no member of the team
     */
    public Future<User> createAdmin(String email, String password, Role role, String actor) {
        return checked(() -> checkAdmin(SignUp.canonical(email), password, role))
                .compose(fine -> passwords.hash(password))
                .compose(hash -> database.inTransaction(tx -> admin(tx, SignUp.canonical(email), hash, role, actor)));
    }

    /**
     * Makes the first super admin unless there is one.
     *
     * @param email empty: {@code admin@bravapress.example}
     * @param password empty: a random one
     * @return the sign-in to show once; empty when there was a super admin already
     */
    public Future<Optional<FirstAdmin>> firstAdmin(Optional<String> email, Optional<String> password) {
        FirstAdmin wish = new FirstAdmin(
                SignUp.canonical(email.orElse("admin@bravapress.example")),
                password.orElseGet(Secrets::random),
                password.isEmpty());
        return database.inTransaction(tx -> stores.users().hasSuperAdmin(tx).compose(there -> {
            if (there) {
                return Future.succeededFuture(Optional.empty());
            }
            checkAdmin(wish.email(), wish.password(), Role.SUPER_ADMIN);
            return passwords
                    .hash(wish.password())
                    .compose(hash -> admin(tx, wish.email(), hash, Role.SUPER_ADMIN, "start"))
                    .map(Optional.of(wish));
        }));
    }

    /** Whether somebody can do everything already. */
    public Future<Boolean> hasSuperAdmin() {
        return database.inTransaction(stores.users()::hasSuperAdmin);
    }

    /** The sign-in of the first admin; {@code generated} when the password was made here and must be shown. */
    public record FirstAdmin(String email, String password, boolean generated) {
        @Override
        public String toString() {
            return "FirstAdmin[" + email + "]";
        }
    }

    private Future<SignedIn> open(Tx tx, User user, Visitor visitor) {
        Instant now = clock.instant();
        // Whole seconds: that is what a token can say, and both shall end at once.
        Instant end = Instant.ofEpochSecond(now.plus(SESSION).getEpochSecond());
        Future<?> old = visitor.replaces() == null
                ? Future.succeededFuture()
                : stores.sessions().revoke(tx, visitor.replaces(), now);
        return old.compose(ended -> stores.sessions().insert(tx, user.id(), visitor, now, end))
                .map(id -> new SignedIn(tokens.issue(new Tokens.Claim(id, user.id()), end), end, user));
    }

    private Future<User> admin(Tx tx, String email, String hash, Role role, String actor) {
        Instant now = clock.instant();
        String name = email.substring(0, email.indexOf('@'));
        return stores.users()
                .byEmail(tx, email)
                .compose(before -> stores.users()
                        .upsertAdmin(tx, email, hash, name, now, role)
                        .compose(user -> stores.sessions()
                                .revokeAll(tx, user.id(), now)
                                .compose(ended -> stores.audit().append(tx, deed(before, user, actor)))
                                .map(user)));
    }

    private static AuditStore.Entry deed(Optional<UserStore.Account> before, User user, String actor) {
        return new AuditStore.Entry(
                null,
                actor,
                "admin.create",
                "user:" + user.id(),
                "",
                before.map(account -> new JsonObject()
                                .put("role", account.user().role().id()))
                        .orElse(null),
                new JsonObject().put("role", user.role().id()));
    }

    private static void checkAdmin(String email, String password, Role role) {
        if (!role.isTeam()) {
            throw AppException.invalid(List.of(new FieldError("role", "Must be super_admin, admin or support")));
        }
        // Also addresses of one's own network: an operator may be admin@localhost.
        if (!email.matches("[!-~&&[^@]]{1,64}@[!-~&&[^@]]{1,189}")) {
            throw AppException.invalid(List.of(new FieldError("email", "Must be an e-mail address")));
        }
        SignUp.checkPassword(password).ifPresent(message -> {
            throw AppException.invalid(List.of(new FieldError("password", message)));
        });
    }

    private static Future<Void> checked(Runnable checks) {
        return Future.<Void>succeededFuture().compose(start -> {
            checks.run();
            return Future.succeededFuture();
        });
    }

    private static Throwable taken(Throwable error) {
        boolean same = error instanceof DatabaseConflict conflict && UserStore.EMAIL_KEY.equals(conflict.constraint());
        return same
                ? AppException.invalid(
                        List.of(new FieldError("email", "An account with this e-mail exists: sign in instead")))
                : error;
    }
}
