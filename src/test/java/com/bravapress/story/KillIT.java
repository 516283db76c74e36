package com.bravapress.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.writing.ReleaseText;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the real jar in the middle of the automation; the wire's ledger decides who was right. */
class KillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String ADMIN = "root@team.example";
    private static final String PASSWORD = "only for this test";

    @TempDir
    Path folder;

    // Killed three times on purpose; a click that was lost counts as absent after thirty times the settling.
    private static final Map<String, String> SETTINGS = Map.of(
            "ADMIN_EMAIL",
            ADMIN,
            "ADMIN_PASSWORD",
            PASSWORD,
            "JOBS_MAX_CRASHES",
            "9",
            "WIRE_SETTLE",
            "PT0.3S",
            "WIRE_SENTINEL",
            "off");

    @Test
    void a_release_goes_out_once_though_the_server_is_killed_at_three_different_steps() throws Exception {
        ReleaseText text = Customer.sample("harbour.md");
        try (JarServer server = new JarServer(folder, SETTINGS)) {
            server.start();
            Customer customer = new Customer(server).signUp();
            Customer admin = new Customer(server).signIn(ADMIN, PASSWORD);
            String id = customer.write(text);
            slow(customer, "checkout");
            String location = customer.pay(customer.checkout(id).getString("checkout_url"), "4242424242424242");
            assertThat(location).startsWith(server.site() + "/dashboard/releases/" + id);
            long job = await().until(() -> jobs(admin), found -> !found.isEmpty())
                    .get(0)
                    .getLong("id");

            // In the purchase click, while composing, and in the publish click: each held up long enough to be hit.
            int killed = 0;
            for (String step : List.of("purchase", "compose", "publish")) {
                await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> reached(admin, job, step));
                assertThat(customer.status(id)).isEqualTo("processing");
                server.kill();
                server.start();
                killed++;
                slow(customer, step.equals("purchase") ? "compose" : "publish");
                int times = killed;
                await().atMost(PATIENCE).until(() -> rescues(admin, job) == times);
            }
            await().atMost(PATIENCE).until(() -> customer.status(id).equals("completed"));

            JsonObject ledger = customer.ledger("/wire/ledger");
            assertThat(ledger.getJsonArray("orders")).hasSize(1);
            assertThat(objects(ledger, "releases"))
                    .hasSize(1)
                    .allMatch(release -> text.title().equals(release.getString("title")))
                    .allMatch(release -> release.getInteger("submissions") == 1);
            assertThat(server.stop()).isLessThan(Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(5)).until(() -> server.relatives().isEmpty());
        }
    }

    private static void slow(Customer customer, String step) {
        customer.control(
                "/wire/faults",
                new JsonObject()
                        .put("step", step)
                        .put("kind", "slow")
                        .put("times", 1)
                        .put("delay_ms", 2_500));
    }

    private static List<JsonObject> jobs(Customer admin) {
        return objects(admin.get("/api/admin/jobs?type=press_release_submission"), "jobs");
    }

    /** The step has begun: for an irreversible one, its click was announced in the ledger. */
    private static boolean reached(Customer admin, long job, String step) {
        return steps(admin, job)
                .filter(each -> step.equals(each.getString("step")))
                .anyMatch(each -> step.equals("compose") || "dispatched".equals(each.getString("state")));
    }

    private static Stream<JsonObject> steps(Customer admin, long job) {
        return objects(admin.get("/api/admin/jobs/" + job), "steps").stream();
    }

    private static int rescues(Customer admin, long job) {
        return (int) objects(admin.get("/api/admin/jobs/" + job), "events").stream()
                .filter(event -> "rescuer".equals(event.getString("actor")))
                .count();
    }

    private static List<JsonObject> objects(JsonObject answer, String member) {
        return answer.getJsonArray(member).stream().map(JsonObject.class::cast).toList();
    }
}
