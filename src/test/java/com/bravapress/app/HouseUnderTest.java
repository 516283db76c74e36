package com.bravapress.app;

import com.bravapress.config.Settings;
import com.bravapress.config.SettingsLoader;
import com.bravapress.database.Database;
import com.bravapress.database.DatabaseAddress;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Role;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The whole program, wired as it is delivered, once per test JVM: the real house on free ports with a database of its
 * own, and one person of every kind signed in.
 */
final class HouseUnderTest {
    static final String WORKER_TOKEN = "the worker token of the tests";
    static final String PASSWORD = "a quiet harbour at dawn";
    private static HouseUnderTest shared;

    final House house;
    final Database database;
    final Web web;
    final Person ada;
    final Person bert;
    final Person support;
    final Person admin;
    final Person superAdmin;

    private HouseUnderTest() throws IOException {
        DatabaseAddress address = TestDatabase.address();
        List<Integer> ports = freePorts();
        Settings settings = SettingsLoader.load(
                Path.of("target"),
                Map.of(
                        "PORT",
                        ports.get(0).toString(),
                        "SANDBOX_PORT",
                        ports.get(1).toString(),
                        "DATA_DIR",
                        "target/house-under-test",
                        "DATABASE_URL",
                        address.uri(),
                        "WORKER_TOKEN",
                        WORKER_TOKEN,
                        "ROLES",
                        "web,webhooks,worker,admin"));
        house = Running.open(settings);
        database = Database.open(Vertx.vertx(), address);
        web = new Web(ports.get(0));
        ada = signUp(Role.CUSTOMER);
        bert = signUp(Role.CUSTOMER);
        support = signUp(Role.SUPPORT);
        admin = signUp(Role.ADMIN);
        superAdmin = signUp(Role.SUPER_ADMIN);
    }

    /** The house; it opens at the first call and closes with the JVM. */
    static synchronized HouseUnderTest open() {
        try {
            if (shared == null) {
                shared = new HouseUnderTest();
            }
            return shared;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Endpoint> endpoints() {
        return house.site().endpoints();
    }

    /** The person whom the generated tests send for a role. */
    Person of(Role role) {
        return switch (role) {
            case CUSTOMER -> ada;
            case SUPPORT -> support;
            case ADMIN -> admin;
            case SUPER_ADMIN -> superAdmin;
        };
    }

    /** Somebody new, signed in. */
    Person signUp(Role role) {
        String email = role.id() + "-" + UUID.randomUUID() + "@gate.example";
        JsonObject wish = new JsonObject()
                .put("full_name", "Ada Harbour")
                .put("email", email)
                .put("password", PASSWORD)
                .put("accept_terms", true);
        JsonObject made = web.json("POST", "/api/auth/signup", wish.encode());
        UUID id = UUID.fromString(made.getJsonObject("user").getString("id"));
        if (role.isTeam()) {
            run("INSERT INTO admin_users (user_id, role) VALUES ($1, $2)", id, role.id());
        }
        return person(id, email, made.getString("token"));
    }

    /** Another session of the same person, for tests that end it. */
    Person again(Person person) {
        String body = new JsonObject()
                .put("email", person.email())
                .put("password", PASSWORD)
                .encode();
        return person(
                person.id(),
                person.email(),
                web.json("POST", "/api/auth/login", body).getString("token"));
    }

    /** A new draft of this person; its id. */
    UUID draft(Person person, JsonObject fields) {
        HttpResponse<String> made = web.send("POST", "/api/releases", Web.JSON, fields.encode(), person.bearer());
        return UUID.fromString(new JsonObject(made.body()).getString("id"));
    }

    void run(String sql, Object... args) {
        int unused = Await.get(database.run(sql, args));
    }

    <T> T one(Class<T> type, String sql, Object... args) {
        return Await.get(database.one(sql, row -> row.get(type, 0), args));
    }

    private Person person(UUID id, String email, String token) {
        String page = web.get("/dashboard", "Cookie", "bp_session=" + token).body();
        return new Person(id, email, token, Web.csrf(page));
    }

    static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        }
    }

    /**
     * Somebody signed in.
     *
     * @param csrf the token that the forms of this session carry
     */
    record Person(UUID id, String email, String token, String csrf) {
        /** A program's headers. */
        String[] bearer() {
            return new String[] {"Authorization", "Bearer " + token};
        }

        /** A browser's cookie. */
        String[] cookie() {
            return new String[] {"Cookie", "bp_session=" + token};
        }
    }
}
