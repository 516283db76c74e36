package com.bravapress.config;

import com.bravapress.config.Settings.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code conf/application.properties} (from the jar, then from the working folder) and the environment, and
 * reports everything that is wrong in one list before anything starts.
 */
public final class SettingsLoader {
    private static final String FILE = "conf/application.properties";
    /** Names that begin so are meant for us; anything else in the environment may be somebody else's. */
    private static final List<String> OURS =
            List.of("STRIPE_", "WIRE_", "EINPRESSWIRE_", "JOBS_", "SANDBOX_", "PRICE_");

    private static final int SHORTEST_TYPO = 5;
    private static final int SECRET_BYTES = 32;
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);
    /** The account the sandbox wire knows from the start. */
    private static final String SANDBOX_ACCOUNT = "desk@bravapress.example";

    private static final String SANDBOX_ACCOUNT_PASSWORD = "sandbox-wire";

    private SettingsLoader() {}

    /**
     * The settings of this process.
     *
     * @param folder the working folder
     * @param environment normally {@code System.getenv()}
     * @throws InvalidSettings naming every unknown key and bad value
     */
    public static Settings load(Path folder, Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>(bundled());
        Map<String, String> file = onDisk(folder.resolve(FILE));
        Raw raw = new Raw(values);
        file.keySet().stream().filter(key -> Setting.named(key).isEmpty()).forEach(key -> unknown(raw, FILE, key));
        environment.keySet().stream()
                .filter(SettingsLoader::looksLikeOurs)
                .sorted()
                .forEach(key -> unknown(raw, "the environment", key));
        values.putAll(file);
        for (Setting setting : Setting.values()) {
            Optional.ofNullable(environment.get(setting.name())).ifPresent(value -> values.put(setting.name(), value));
        }
        return typed(raw);
    }

    private static Settings typed(Raw raw) {
        Path dataDir = Path.of(raw.optional(Setting.DATA_DIR).orElse("./data")).normalize();
        int sandboxPort = raw.number(Setting.SANDBOX_PORT, 1, 65_535);
        Settings.SandboxPlace sandbox = raw.choice(Setting.SANDBOX, Settings.SandboxPlace.class);
        Settings.Web web = web(raw, sandboxPort);
        Set<Settings.ProcessRole> roles = EnumSet.copyOf(raw.choices(Setting.ROLES, Settings.ProcessRole.class));
        if (raw.optional(Setting.DATABASE_URL)
                .filter(url -> !url.matches("postgres(ql)?://[^/@]+@[^/]+/.+"))
                .isPresent()) {
            raw.fault(Setting.DATABASE_URL, "must look like postgresql://user:pass@host/db");
        }
        Settings.Wire wire = wire(raw, sandboxPort);
        Settings.Watch watch = WatchSettings.of(raw, wire);
        Settings.Mail mail = mail(raw, dataDir);
        Settings.Prices prices = prices(raw);
        raw.choice(Setting.AI_PROVIDER, AiProvider.class);
        if (raw.onOff(Setting.CLUSTER)) {
            raw.fault(Setting.CLUSTER, "must be off: this version does not join a cluster");
        }
        // Secrets last: they are made only when everything else is right, so a refused start leaves nothing behind.
        Secrets secrets = new Secrets(dataDir);
        Settings.Stripe stripe = stripe(raw, web, secrets, sandboxPort);
        Settings.Accounts accounts = accounts(raw, secrets);
        Settings.Jobs jobs = new Settings.Jobs(
                raw.duration(Setting.JOBS_RETRY_BACKOFF),
                lease(raw),
                raw.number(Setting.JOBS_MAX_CRASHES, 1, 1_000),
                raw.secret(Setting.WORKER_TOKEN, secrets, "worker-token"));
        if (!raw.faults.isEmpty()) {
            throw new InvalidSettings(raw.faults.stream().distinct().toList());
        }
        return new Settings(
                web,
                dataDir,
                raw.optional(Setting.DATABASE_URL),
                roles,
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

    /** Shorter than this no handler could beat in time. */
    private static Duration lease(Raw raw) {
        int before = raw.faults.size();
        Duration lease = raw.duration(Setting.JOBS_LEASE);
        boolean readable = raw.faults.size() == before;
        if (readable && lease.compareTo(SHORTEST_LEASE) < 0) {
            raw.fault(Setting.JOBS_LEASE, "must be at least PT5S");
        }
        return lease;
    }

    private static Settings.Web web(Raw raw, int sandboxPort) {
        int port = raw.number(Setting.PORT, 1, 65_535);
        if (port == sandboxPort) {
            raw.fault(Setting.SANDBOX_PORT, "must differ from PORT");
        }
        return new Settings.Web(
                raw.optional(Setting.HOST).orElse("127.0.0.1"),
                port,
                raw.url(Setting.PUBLIC_URL, "http://localhost:" + port));
    }

    private static Settings.Accounts accounts(Raw raw, Secrets secrets) {
        String jwtSecret = raw.secret(Setting.JWT_SECRET, secrets, "jwt-secret");
        if (raw.optional(Setting.JWT_SECRET).isPresent()
                && jwtSecret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES) {
            raw.fault(Setting.JWT_SECRET, "must have at least 32 bytes");
        }
        Optional<String> email = raw.optional(Setting.ADMIN_EMAIL);
        if (email.isPresent() && !email.get().matches("[^@\\s]+@[^@\\s]+")) {
            raw.fault(Setting.ADMIN_EMAIL, "must be an e-mail address");
        }
        Optional<String> password = raw.optional(Setting.ADMIN_PASSWORD);
        if (password.isPresent() && password.get().length() < 8) {
            raw.fault(Setting.ADMIN_PASSWORD, "must have at least 8 characters");
        }
        return new Settings.Accounts(jwtSecret, email, password);
    }

    private static Settings.Stripe stripe(Raw raw, Settings.Web web, Secrets secrets, int sandboxPort) {
        Mode mode = raw.choice(Setting.STRIPE_MODE, Mode.class);
        if (mode == Mode.SANDBOX) {
            return new Settings.Stripe(
                    mode,
                    "http://127.0.0.1:" + sandboxPort + "/stripe",
                    raw.optional(Setting.STRIPE_SECRET_KEY).orElse("sk_test_sandbox"),
                    List.of("whsec_"
                            + raw.secret(Setting.STRIPE_WEBHOOK_SECRET, secrets, "stripe-webhook")
                                    .replaceFirst("^whsec_", "")));
        }
        String key = raw.text(Setting.STRIPE_SECRET_KEY);
        if (!key.matches("(sk|rk)_(test|live)_\\w+")) {
            raw.fault(Setting.STRIPE_SECRET_KEY, "must be a Stripe secret key (sk_live_… or sk_test_…)");
        }
        if (key.contains("_live_") && !web.secure()) {
            raw.fault(Setting.PUBLIC_URL, "must be https:// when STRIPE_SECRET_KEY is a live key");
        }
        List<String> webhookSecrets = Arrays.stream(
                        raw.text(Setting.STRIPE_WEBHOOK_SECRET).split(",", -1))
                .map(String::trim)
                .toList();
        if (!webhookSecrets.stream().allMatch(secret -> secret.matches("whsec_\\w+"))) {
            raw.fault(Setting.STRIPE_WEBHOOK_SECRET, "must be whsec_… (several, separated by commas, to rotate)");
        }
        return new Settings.Stripe(mode, "https://api.stripe.com", key, webhookSecrets);
    }

    private static Settings.Wire wire(Raw raw, int sandboxPort) {
        Mode mode = raw.choice(Setting.WIRE_MODE, Mode.class);
        boolean live = mode == Mode.LIVE;
        if (live && !raw.text(Setting.WIRE_TERMS_ACCEPTED).equals("yes")) {
            raw.fault(Setting.WIRE_TERMS_ACCEPTED, "must be yes for WIRE_MODE=live: read the wire's terms first");
        }
        if (live && raw.optional(Setting.EINPRESSWIRE_EMAIL).isEmpty()) {
            raw.fault(Setting.EINPRESSWIRE_EMAIL, "must name the wire account for WIRE_MODE=live");
        }
        if (live && raw.optional(Setting.EINPRESSWIRE_PASSWORD).isEmpty()) {
            raw.fault(Setting.EINPRESSWIRE_PASSWORD, "must be set for WIRE_MODE=live");
        }
        String sandbox = "http://127.0.0.1:" + sandboxPort + "/wire";
        return new Settings.Wire(
                mode,
                raw.url(Setting.WIRE_BASE_URL, live ? "https://www.einpresswire.com" : sandbox),
                sandbox,
                raw.optional(Setting.EINPRESSWIRE_EMAIL).orElse(SANDBOX_ACCOUNT),
                raw.optional(Setting.EINPRESSWIRE_PASSWORD).orElse(SANDBOX_ACCOUNT_PASSWORD),
                raw.choice(Setting.WIRE_PURCHASE, Settings.Purchase.class),
                raw.number(Setting.WIRE_BROWSERS, 1, 16),
                raw.optional(Setting.WIRE_SETTLE).isPresent()
                        ? raw.duration(Setting.WIRE_SETTLE)
                        : Duration.ofSeconds(live ? 60 : 2),
                raw.onOff(Setting.WIRE_TEST_MODE),
                raw.optional(Setting.BROWSER_PATH).map(Path::of));
    }

    private static Settings.Mail mail(Raw raw, Path dataDir) {
        Optional<String> smtp = raw.optional(Setting.SMTP_URL);
        if (smtp.isPresent() && !smtp.get().matches("smtps?://([^@/\\s]+@)?[^@/:\\s]+(:\\d+)?/?")) {
            raw.fault(Setting.SMTP_URL, "must look like smtp://user:pass@host:587");
        }
        return new Settings.Mail(
                smtp, dataDir.resolve("outbox"), raw.text(Setting.MAIL_FROM), raw.optional(Setting.ALERT_EMAIL));
    }

    private static Settings.Prices prices(Raw raw) {
        String currency = raw.text(Setting.CURRENCY).toLowerCase(Locale.ROOT);
        if (!currency.matches("[a-z]{3}")) {
            raw.fault(Setting.CURRENCY, "must be a three-letter currency like usd");
        }
        // 50 minor units is the least Stripe charges, eight digits the most: https://docs.stripe.com/currencies
        return new Settings.Prices(
                currency,
                Map.of(
                        "basic", raw.number(Setting.PRICE_BASIC, 50, 99_999_999),
                        "premium", raw.number(Setting.PRICE_PREMIUM, 50, 99_999_999),
                        "enterprise", raw.number(Setting.PRICE_ENTERPRISE, 50, 99_999_999)));
    }

    private static boolean looksLikeOurs(String key) {
        if (Setting.named(key).isPresent()) {
            return false;
        }
        boolean typo = key.length() >= SHORTEST_TYPO && Setting.nearest(key).isPresent();
        return typo || OURS.stream().anyMatch(key::startsWith);
    }

    private static void unknown(Raw raw, String where, String key) {
        String meant = Setting.nearest(key)
                .map(setting -> ": did you mean " + setting + "?")
                .orElse("; all settings are listed in README.md");
        raw.faults.add(key + " in " + where + " is not a setting" + meant);
    }

    private static Map<String, String> bundled() {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/" + FILE)) {
            return properties(in.readAllBytes());
        } catch (IOException e) {
            throw new StartupProblem("The jar is damaged: " + FILE + " cannot be read", e);
        }
    }

    private static Map<String, String> onDisk(Path file) {
        try {
            return Files.exists(file) ? properties(Files.readAllBytes(file)) : Map.of();
        } catch (IOException e) {
            throw new StartupProblem(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> properties(byte[] bytes) throws IOException {
        Properties read = new Properties();
        try (Reader reader = new java.io.StringReader(new String(bytes, StandardCharsets.UTF_8))) {
            read.load(reader);
        }
        Map<String, String> values = new TreeMap<>();
        read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name)));
        return values;
    }

    private enum AiProvider {
        OFFLINE
    }
}
