package com.bravapress.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings, typed and checked. Made once by {@link SettingsLoader}; handed out in parts, so that nobody sees more
 * than it needs.
 *
 * @param dataDir embedded database, outbox, browser driver, generated secrets
 * @param databaseUrl empty: the embedded database
 */
public record Settings(
        Web web,
        Path dataDir,
        Optional<String> databaseUrl,
        Set<ProcessRole> roles,
        Accounts accounts,
        Stripe stripe,
        Wire wire,
        Watch watch,
        Mail mail,
        Jobs jobs,
        Prices prices,
        int sandboxPort,
        SandboxPlace sandbox) {

    /** What one process of a deployment does; the verticles of a role are in {@code app.Deployments}. */
    public enum ProcessRole {
        WEB,
        WEBHOOKS,
        WORKER,
        ADMIN,
        SANDBOX
    }

    /** Where the stand-ins run: in the process that has the web role, or in one of their own. */
    public enum SandboxPlace {
        INSIDE,
        OUTSIDE
    }

    /** A stand-in of ours, or the real service. */
    public enum Mode {
        SANDBOX,
        LIVE
    }

    /** When the wire account has no releases left. */
    public enum Purchase {
        BALANCE_ONLY,
        BALANCE_THEN_BUY,
        MANUAL
    }

    /**
     * The main server.
     *
     * @param publicUrl without a slash at the end
     */
    public record Web(String host, int port, String publicUrl) {
        /** Whether cookies are marked Secure and HSTS is sent. */
        public boolean secure() {
            return publicUrl.startsWith("https://");
        }

        /** Where a program on this machine reaches it, without a slash at the end; loopback if it listens everywhere. */
        public String localUrl() {
            String bare = host.replaceAll("[\\[\\]]", "");
            boolean everywhere = bare.equals("0.0.0.0") || bare.matches("[0:]*:[0:]*");
            String at = everywhere ? "127.0.0.1" : bare.contains(":") ? "[" + bare + "]" : bare;
            return "http://" + at + ":" + port;
        }
    }

    /** Sign-in. {@code jwtSecret} has at least 32 bytes. */
    public record Accounts(String jwtSecret, Optional<String> adminEmail, Optional<String> adminPassword) {
        @Override
        public String toString() {
            return "Accounts[" + adminEmail + "]";
        }
    }

    /**
     * Stripe or its stand-in.
     *
     * @param apiBase where stripe-java sends its calls
     * @param webhookSecrets one, or several while a secret is being rotated
     */
    public record Stripe(Mode mode, String apiBase, String secretKey, List<String> webhookSecrets) {
        @Override
        public String toString() {
            return "Stripe[" + mode + " " + apiBase + "]";
        }
    }

    /**
     * The wire or its stand-in.
     *
     * @param settle how long a lost answer may still arrive before the wire's history counts as the truth
     * @param sandboxUrl where demo-mode releases go, whatever the mode
     */
    public record Wire(
            Mode mode,
            String baseUrl,
            String sandboxUrl,
            String email,
            String password,
            Purchase purchase,
            int browsers,
            Duration settle,
            boolean testMode,
            Optional<Path> browserPath) {
        @Override
        public String toString() {
            return "Wire[" + mode + " " + baseUrl + "]";
        }
    }

    /**
     * How the wire is looked after beside the submissions.
     *
     * @param follow the first wait between two looks at what the editors decided; later ones grow
     * @param report how long after publication the distribution report is first asked for
     * @param sentinel how often the wire's pages are checked for drift; empty: never
     * @param lowBalance at or below so many releases left the team is told; empty: never
     */
    public record Watch(Duration follow, Duration report, Optional<Duration> sentinel, Optional<Integer> lowBalance) {}

    /** Outgoing mail; without {@code smtpUrl} each mail becomes a file in {@code outbox}. */
    public record Mail(Optional<String> smtpUrl, Path outbox, String from, Optional<String> alertEmail) {
        /** Where the team reads: {@code ALERT_EMAIL}, else the bare address that our mails come from. */
        public String team() {
            return alertEmail.orElseGet(() -> from.replaceFirst("^[^<]*<([^>]+)>\\s*$", "$1"));
        }

        @Override
        public String toString() {
            return "Mail[" + from + "]";
        }
    }

    /**
     * The queue. A failed job waits {@code retryBackoff} × attempt, ±10 %; one whose worker crashed {@code maxCrashes}
     * times waits for a person.
     */
    public record Jobs(Duration retryBackoff, Duration lease, int maxCrashes, String workerToken) {
        @Override
        public String toString() {
            return "Jobs[" + retryBackoff + " " + lease + "]";
        }
    }

    /** What a customer pays per package, in minor units of {@code currency} (ISO 4217, lower case as Stripe has it). */
    public record Prices(String currency, Map<String, Integer> cents) {}

    /** The same settings for a process with other roles. */
    public Settings withRoles(Set<ProcessRole> other) {
        return new Settings(
                web,
                dataDir,
                databaseUrl,
                other,
                accounts,
                stripe,
                wire,
                watch,
                mail,
                jobs,
                prices,
                sandboxPort,
                sandbox);
    }

    /** The same settings on another data folder, outbox included. */
    public Settings withDataDir(Path other) {
        Mail moved = new Mail(mail.smtpUrl(), other.resolve("outbox"), mail.from(), mail.alertEmail());
        return new Settings(
                web,
                other,
                databaseUrl,
                roles,
                accounts,
                stripe,
                wire,
                watch,
                moved,
                jobs,
                prices,
                sandboxPort,
                sandbox);
    }

    /** Whether this process is to run the stand-ins. */
    public boolean runsSandbox() {
        return roles.contains(ProcessRole.SANDBOX)
                || needsSandbox() && roles.contains(ProcessRole.WEB) && sandbox == SandboxPlace.INSIDE;
    }

    /** Whether any stand-in is in use, so that the sandbox server is needed. */
    public boolean needsSandbox() {
        return stripe.mode() == Mode.SANDBOX || wire.mode() == Mode.SANDBOX;
    }
}
