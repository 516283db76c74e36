package com.bravapress.chaos;

import com.bravapress.database.DatabaseAddress;
import com.bravapress.database.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Everything outside the campaign itself: PostgreSQL for the program, another with the outside world in it, the stand-ins
 * in a process of their own, a web process and two workers of the real jar.
 */
final class World implements AutoCloseable {
    static final String RELEASES = "press_release_submission";
    static final String ADMIN = "root@team.example";
    static final String PASSWORD = "only for this campaign";

    static final String WEBHOOK_SECRET = "whsec_chaos0chaos0chaos0chaos0chaos0";

    final Path folder;
    final TestCluster postgres;
    final int port = freePort();
    final int sandboxPort = freePort();
    final AppProcess sandbox;
    private final TestCluster outside;
    private final DatabaseAddress outsideBase;
    private final Path agent;
    private final List<String> options = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    /** Of each worker. */
    final int browsers;

    DatabaseAddress base;
    AppProcess web;
    List<AppProcess> workers = List.of();
    private int houses;

    World(Path folder, int browsers) {
        this.browsers = browsers;
        this.folder = folder.toAbsolutePath();
        this.postgres = TestCluster.start(this.folder.resolve("postgres"), null);
        this.outside = TestCluster.start(this.folder.resolve("outside"), postgres.home());
        this.agent = agentJar();
        archive();
        this.outsideBase = outside.create("outside", null);
        this.sandbox = process("sandbox", "sandbox", outsideBase, Map.of());
        sandbox.start();
        await("the stand-ins to answer", 60, () -> answers(sandbox() + "/wire/ledger"));
        run(postgres.create("template_bp", null), "migrate");
    }

    /** A fresh house on a fresh database; not started. */
    void house(int howManyWorkers) {
        houses++;
        base = postgres.create("bp_" + houses, "template_bp");
        web = process("web-" + houses, "serve", base, Map.of("ROLES", "web,webhooks,admin"));
        List<AppProcess> made = new ArrayList<>();
        for (int i = 1; i <= howManyWorkers; i++) {
            made.add(process("work-" + houses + "-" + i, "work", base, Map.of()));
        }
        workers = List.copyOf(made);
    }

    List<AppProcess> all() {
        List<AppProcess> all = new ArrayList<>(List.of(web));
        all.addAll(workers);
        return all;
    }

    void open() {
        web.start();
        workers.forEach(AppProcess::start);
        await("the site to open", 90, () -> answers(site() + "/health/ready"));
    }

    String site() {
        return "http://127.0.0.1:" + port;
    }

    String sandbox() {
        return "http://127.0.0.1:" + sandboxPort;
    }

    /** What makes a process die at a failpoint or behave as a planted bug: see {@code agent.Agent}. */
    String orders(String orders) {
        return "-javaagent:" + agent + "=" + orders;
    }

    private AppProcess process(String name, String command, DatabaseAddress base, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "PORT",
                "" + port,
                "SANDBOX_PORT",
                "" + sandboxPort,
                "PUBLIC_URL",
                site(),
                "SANDBOX",
                "outside",
                "DATABASE_URL",
                base.uri(),
                "STRIPE_WEBHOOK_SECRET",
                WEBHOOK_SECRET,
                "JOBS_RETRY_BACKOFF",
                "PT2S",
                "WIRE_SETTLE",
                "PT1S",
                "WIRE_BROWSERS",
                "" + browsers,
                "ADMIN_EMAIL",
                ADMIN));
        settings.put("ADMIN_PASSWORD", PASSWORD);
        // Workers are killed here far more often than a poison job would kill them.
        settings.put("JOBS_MAX_CRASHES", "1000");
        settings.putAll(more);
        return new AppProcess(
                name, folder.resolve(name), Path.of("target", "bravapress.jar"), command, settings, options);
    }

    /** Classes as the JVM keeps them ready (AppCDS): a start costs half the time, so that there can be more of them. */
    private void archive() {
        Path archive = folder.resolve("classes.jsa");
        AppProcess once = process("archive", "serve", postgres.create("archive", null), Map.of("SANDBOX", "inside"));
        once.start("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
        await("the first start", 90, () -> answers(site() + "/health/ready"));
        int code = once.terminate(60).orElse(-1);
        if (Files.exists(archive)) {
            options.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off"));
        } else {
            System.out.println("no class archive was made (exit " + code + "): starts will be slow");
        }
    }

    private void run(DatabaseAddress address, String command) {
        AppProcess migration = process(command, command, address, Map.of());
        migration.start();
        await(command, 60, () -> !migration.isAlive());
    }

    private Path agentJar() {
        try {
            Path jar = folder.resolve("agent.jar");
            Path byteBuddy = Path.of(net.bytebuddy.ByteBuddy.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Manifest manifest = new Manifest();
            Attributes main = manifest.getMainAttributes();
            main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            main.putValue("Premain-Class", "com.bravapress.chaos.agent.Agent");
            main.putValue("Class-Path", byteBuddy.toUri().toString());
            Path classes = Path.of(World.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                    Stream<Path> files = Files.list(classes.resolve("com/bravapress/chaos/agent"))) {
                for (Path file : files.toList()) {
                    out.putNextEntry(new java.util.zip.ZipEntry("com/bravapress/chaos/agent/" + file.getFileName()));
                    out.write(Files.readAllBytes(file));
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows of the program's database, each as its columns' texts. */
    List<List<String>> query(String sql, Object... parameters) throws SQLException {
        return query(base, sql, parameters);
    }

    /** The same of the outside world. */
    List<List<String>> outside(String sql, Object... parameters) throws SQLException {
        return query(outsideBase, sql, parameters);
    }

    private static List<List<String>> query(DatabaseAddress address, String sql, Object... parameters)
            throws SQLException {
        try (Connection connection = TestCluster.open(address);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<List<String>> rows = new ArrayList<>();
            if (statement.execute()) {
                try (ResultSet found = statement.getResultSet()) {
                    int columns = found.getMetaData().getColumnCount();
                    while (found.next()) {
                        List<String> row = new ArrayList<>();
                        for (int i = 1; i <= columns; i++) {
                            row.add(found.getString(i));
                        }
                        rows.add(row);
                    }
                }
            }
            return rows;
        }
    }

    /** Stripe tries again to deliver what got lost on its way; how many events. */
    int redeliver() {
        try {
            return outside("UPDATE sandbox.stripe_deliveries SET dropped = false,"
                            + " next_attempt_at = clock_timestamp() WHERE dropped RETURNING event_id")
                    .size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number, the first column of the first row. */
    long count(String sql, Object... parameters) throws SQLException {
        return Long.parseLong(query(sql, parameters).get(0).get(0));
    }

    /** Nothing is on its way to a release any more, in the program or from Stripe. */
    boolean isAtRest() {
        try {
            return count("SELECT count(*) FROM jobs_live WHERE type IN ('press_release_submission',"
                                    + " 'email_notification') AND status <> 'needs_attention'")
                            == 0
                    && outside("SELECT 1 FROM sandbox.stripe_deliveries WHERE delivered_at IS NULL AND NOT dropped")
                            .isEmpty();
        } catch (SQLException away) {
            return false;
        }
    }

    boolean answers(String url) {
        try {
            return send("GET", url, null, null).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> send(String method, String url, String json, String token) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Accept", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header(
                    "Content-Type", json.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Delivers an event as Stripe would; the status of the answer. */
    int deliver(String event, String signature) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site() + "/api/payments/webhook"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Stripe-Signature", signature)
                .POST(BodyPublishers.ofString(event))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells a stand-in something. */
    void control(String method, String path, String json) {
        try {
            HttpResponse<String> answer = send(method, sandbox() + path, json, null);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " " + json + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for something to become true; says loudly what did not. */
    static void await(String what, long seconds, BooleanSupplier condition) {
        if (!within(seconds, condition)) {
            throw new IllegalStateException("waited " + seconds + " s in vain for " + what);
        }
    }

    /** Whether it became true in time. */
    static boolean within(long seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < deadline) {
            if (condition.getAsBoolean()) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        return condition.getAsBoolean();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the processes of the house; kills what does not end. */
    void shut() {
        for (AppProcess each : web == null ? List.<AppProcess>of() : all()) {
            if (each.isAlive()) {
                each.thaw();
                if (each.terminate(15).isEmpty()) {
                    each.kill();
                }
            }
        }
    }

    @Override
    public void close() {
        shut();
        if (sandbox.isAlive() && sandbox.terminate(15).isEmpty()) {
            sandbox.kill();
        }
        postgres.close();
        outside.close();
    }
}
