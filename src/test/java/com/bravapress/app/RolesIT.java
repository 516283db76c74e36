package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.config.SettingsLoader;
import com.bravapress.database.Database;
import com.bravapress.database.DatabaseAddress;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A house with one role alone: it serves what it can do, and opens no door behind which nobody is. */
class RolesIT {
    private static final String TOKEN = "the worker token of the tests";

    private DatabaseAddress address;
    private House house;
    private Web web;

    @BeforeEach
    void setUp() {
        address = TestDatabase.address();
    }

    @AfterEach
    void tearDown() {
        Running.await(house.close(), 30);
    }

    @Test
    void web_alone_serves_customers_and_neither_stripe_nor_the_team() throws IOException {
        open("web");
        assertThat(status("/")).isEqualTo(200);
        assertThat(status("/dashboard")).isEqualTo(303);
        assertThat(status("/api/releases")).isEqualTo(401);
        assertThat(webhook()).isEqualTo(404);
        assertThat(status("/dashboard/admin")).isEqualTo(404);
        assertThat(status("/api/admin/events")).isEqualTo(404);
        HttpResponse<String> process = web.send("POST", "/api/jobs/process", null, "", "X-Worker-Token", TOKEN);
        assertThat(process.statusCode()).isEqualTo(503);
        assertThat(process.body()).contains("No worker runs in this process");
    }

    @Test
    void webhooks_alone_serves_stripe_and_no_pages() throws IOException {
        open("webhooks");
        assertThat(webhook())
                .as("the signature is refused, so somebody looked at it")
                .isEqualTo(400);
        assertThat(status("/health/ready")).isEqualTo(200);
        for (String path : List.of("/", "/auth/login", "/dashboard", "/dashboard/admin", "/api/releases")) {
            assertThat(status(path)).as(path).isEqualTo(404);
        }
    }

    @Test
    void admin_alone_signs_the_team_in_and_serves_its_console() throws IOException {
        open("admin");
        String token = superAdmin();
        assertThat(web.get("/dashboard/admin", "Cookie", "bp_session=" + token).statusCode())
                .isEqualTo(200);
        assertThat(web.status("GET", "/api/admin/events", null, "", "Authorization", "Bearer " + token))
                .isEqualTo(200);
        assertThat(status("/")).isEqualTo(404);
        assertThat(status("/api/releases")).isEqualTo(404);
        assertThat(webhook()).isEqualTo(404);
    }

    @Test
    void worker_alone_opens_no_port() throws IOException {
        open("worker");
        assertThatThrownBy(() -> status("/health/live")).hasMessageContaining("ConnectException");
    }

    private void open(String roles) throws IOException {
        List<Integer> ports = HouseUnderTest.freePorts();
        house = new House(SettingsLoader.load(
                Path.of("target"),
                Map.of(
                        "PORT",
                        ports.get(0).toString(),
                        "SANDBOX_PORT",
                        ports.get(1).toString(),
                        "DATA_DIR",
                        "target/house-of-one-role",
                        "DATABASE_URL",
                        address.uri(),
                        "WORKER_TOKEN",
                        TOKEN,
                        "WIRE_SENTINEL",
                        "off",
                        "ROLES",
                        roles)));
        web = new Web(ports.get(0));
        Running.await(house.open(), 60);
    }

    private int status(String path) {
        return web.get(path).statusCode();
    }

    private int webhook() {
        return web.send("POST", "/api/payments/webhook", Web.JSON, "{}").statusCode();
    }

    private String superAdmin() {
        JsonObject made = web.json(
                "POST",
                "/api/auth/signup",
                new JsonObject()
                        .put("full_name", "Ada Harbour")
                        .put("email", "ada@roles.example")
                        .put("password", HouseUnderTest.PASSWORD)
                        .put("accept_terms", true)
                        .encode());
        Vertx vertx = Vertx.vertx();
        Database database = Database.open(vertx, address);
        int unused = Await.get(database.run(
                "INSERT INTO admin_users (user_id, role) VALUES ($1, 'super_admin')",
                UUID.fromString(made.getJsonObject("user").getString("id"))));
        Await.get(database.close());
        Await.get(vertx.close());
        return made.getString("token");
    }
}
