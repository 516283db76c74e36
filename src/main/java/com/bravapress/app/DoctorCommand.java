package com.bravapress.app;

import com.bravapress.config.Settings;
import com.bravapress.config.StartupProblem;
import com.bravapress.database.Database;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.wire.pages.Chromium;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at everything the server needs and says what to mend; changes nothing. */
@Command(
        name = "doctor",
        description = "Check settings, database, browser, Stripe, mail and wire, and say what to mend.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 35;
    private static final int CONNECT_MS = 5_000;
    private static final int SMTP_PORT = 587;

    private boolean healthy = true;

    @Override
    public Integer call() {
        Settings settings = Running.settings();
        System.out.println("  ok    settings: all understood");
        Vertx vertx = Vertx.vertx();
        try {
            check("data folder", () -> writable(settings.dataDir()));
            check("database", () -> database(vertx, settings));
            check("browser", () -> browser(settings));
            check("Stripe", () -> stripe(vertx, settings));
            check("mail", () -> mail(settings));
            check("wire", () -> wire(settings));
        } finally {
            Running.await(vertx.close(), PATIENCE_SECONDS);
        }
        return healthy ? 0 : Main.CANNOT_START;
    }

    private void check(String what, Callable<String> look) {
        try {
            System.out.println("  ok    " + what + ": " + look.call());
        } catch (Exception e) {
            healthy = false;
            System.out.println("  MEND  " + what + ": " + e.getMessage());
        }
    }

    private static String writable(Path dataDir) throws IOException {
        Path probe = Files.createTempFile(Files.createDirectories(dataDir), ".doctor", "");
        Files.delete(probe);
        return dataDir.toAbsolutePath().normalize() + " can be written";
    }

    private static String database(Vertx vertx, Settings settings) {
        try (Postgres postgres = Postgres.open(settings)) {
            Database database = Database.open(vertx, postgres.address());
            try {
                Running.await(database.ping(), PATIENCE_SECONDS);
            } catch (RuntimeException e) {
                throw new StartupProblem(
                        postgres.address() + " does not answer: check DATABASE_URL and that it runs", e);
            } finally {
                Running.await(database.close(), PATIENCE_SECONDS);
            }
            return postgres.address() + (settings.databaseUrl().isPresent() ? "" : ", embedded");
        }
    }

    private static String browser(Settings settings) throws IOException, InterruptedException {
        Path chromium = Chromium.find(settings.wire().browserPath());
        Process asked = new ProcessBuilder(chromium.toString(), "--version", "--no-sandbox")
                .redirectErrorStream(true)
                .start();
        String version =
                new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        if (asked.waitFor() != 0) {
            throw new StartupProblem(chromium + " does not start: set BROWSER_PATH to one that does");
        }
        return chromium + ", " + version.lines().findFirst().orElse("version unknown");
    }

    private static String stripe(Vertx vertx, Settings settings) {
        if (settings.stripe().mode() == Settings.Mode.SANDBOX) {
            return "the stand-in (STRIPE_MODE=sandbox): play money. To go live set STRIPE_MODE=live,"
                    + " STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET";
        }
        Future<Void> asked = new StripeGateway(vertx, settings.stripe()).ping();
        try {
            Running.await(asked, PATIENCE_SECONDS);
        } catch (RuntimeException e) {
            throw new StartupProblem(
                    "Stripe does not take STRIPE_SECRET_KEY, or cannot be reached: " + e.getMessage(), e);
        }
        return "the key is taken; the webhook endpoint must have API version " + StripeGateway.apiVersion()
                + " and point at " + settings.web().publicUrl() + "/api/payments/webhook";
    }

    private static String mail(Settings settings) throws IOException {
        if (settings.mail().smtpUrl().isEmpty()) {
            return "kept as files in " + settings.mail().outbox() + "; set SMTP_URL to send it";
        }
        URI server = URI.create(settings.mail().smtpUrl().get());
        int port = server.getPort() < 0 ? SMTP_PORT : server.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), port), CONNECT_MS);
        } catch (IOException e) {
            throw new IOException(
                    server.getHost() + ":" + port + " does not answer (" + e.getMessage() + "): check SMTP_URL", e);
        }
        return server.getHost() + ":" + port + " answers";
    }

    private static String wire(Settings settings) throws IOException, InterruptedException {
        if (settings.wire().mode() == Settings.Mode.SANDBOX) {
            return "the stand-in (WIRE_MODE=sandbox). To go live set WIRE_MODE=live, WIRE_TERMS_ACCEPTED=yes,"
                    + " EINPRESSWIRE_EMAIL and EINPRESSWIRE_PASSWORD";
        }
        var client = java.net.http.HttpClient.newHttpClient();
        var answer = client.send(
                java.net.http.HttpRequest.newBuilder(URI.create(settings.wire().baseUrl() + "/login-email"))
                        .timeout(java.time.Duration.ofMillis(CONNECT_MS))
                        .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("id=\"login\"")) {
            throw new StartupProblem(settings.wire().baseUrl() + "/login-email does not show its form (status "
                    + answer.statusCode() + "): check WIRE_BASE_URL");
        }
        return settings.wire().baseUrl() + " shows its sign-in form; the first job signs in";
    }
}
