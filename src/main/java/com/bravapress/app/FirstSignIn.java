package com.bravapress.app;

import com.bravapress.accounts.Accounts;
import com.bravapress.config.Secrets;
import com.bravapress.config.Settings;
import com.bravapress.config.StartupProblem;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The administrator that the first start makes. A password of our making is kept in a file (0600) until it has been
 * shown, so that a first start that is cut off cannot lose it: the next one shows it.
 */
final class FirstSignIn {
    private static final String SECRET = "first-admin";
    private static final String EMAIL = "admin@bravapress.example";

    private final Settings settings;
    private final Path unshown;

    FirstSignIn(Settings settings) {
        this.settings = settings;
        this.unshown = settings.dataDir().resolve("secrets").resolve(SECRET);
    }

    /** Makes the administrator unless there is one. */
    Future<Void> ensure(Accounts accounts) {
        return accounts.hasSuperAdmin()
                .compose(there -> there
                        ? Future.succeededFuture()
                        : accounts.firstAdmin(
                                        Optional.of(email()),
                                        settings.accounts().adminPassword().or(this::made))
                                .mapEmpty());
    }

    /** What must still be shown: e-mail and password; showing it forgets the password. */
    Optional<String> show() {
        if (!Files.exists(unshown)) {
            return Optional.empty();
        }
        String line = email() + "  " + new Secrets(settings.dataDir()).named(SECRET);
        try {
            Files.delete(unshown);
        } catch (IOException e) {
            throw new StartupProblem(unshown + " cannot be removed: " + e.getMessage(), e);
        }
        return Optional.of(line);
    }

    private Optional<String> made() {
        return Optional.of(new Secrets(settings.dataDir()).named(SECRET));
    }

    private String email() {
        return settings.accounts().adminEmail().orElse(EMAIL);
    }
}
