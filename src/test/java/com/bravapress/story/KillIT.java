package com.bravapress.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.writing.ReleaseText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the real jar in the middle of the automation; the wire's ledger decides who was right. */
class KillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void a_release_goes_out_once_though_the_server_is_killed_at_three_different_steps() throws Exception {
        ReleaseText text = Customer.sample("harbour.md");
        try (JarServer server = new JarServer(
                folder, Map.of("ADMIN_EMAIL", "root@team.example", "ADMIN_PASSWORD", "only for this test"))) {
            server.start();
            Customer customer = new Customer(server).signUp();
            String id = customer.write(text);
            String location = customer.pay(customer.checkout(id).getString("checkout_url"), "4242424242424242");
            assertThat(location).startsWith(server.site() + "/dashboard/releases/" + id);
            for (String step : List.of("purchase", "compose", "publish")) {
                Customer admin = new Customer(server).signIn("root@team.example", "only for this test");
                await().pollInterval(Duration.ofMillis(20))
                        .atMost(PATIENCE)
                        .until(() -> reached(admin, step) || customer.status(id).equals("completed"));
                server.kill();
                server.start();
            }
            await().atMost(PATIENCE).until(() -> customer.status(id).equals("completed"));
            assertThat(releases(customer, text.title()))
                    .hasSize(1)
                    .allMatch(each -> each.getInteger("submissions") == 1);
            assertThat(customer.ledger("/wire/ledger").getJsonArray("orders")).hasSize(1);
            assertThat(server.stop()).isLessThan(Duration.ofSeconds(10));
            assertThat(server.relatives()).isEmpty();
        }
    }

    private static boolean reached(Customer admin, String step) {
        JsonArray jobs = new JsonObject(admin.send("GET", "/api/admin/jobs?type=press_release_submission", null)
                        .body())
                .getJsonArray("jobs");
        if (jobs == null || jobs.isEmpty()) {
            return false;
        }
        long job = jobs.getJsonObject(0).getLong("id");
        JsonArray steps =
                new JsonObject(admin.send("GET", "/api/admin/jobs/" + job, null).body()).getJsonArray("steps");
        return steps.stream().map(JsonObject.class::cast).anyMatch(each -> step.equals(each.getString("step")));
    }

    private static List<JsonObject> releases(Customer customer, String title) {
        return customer.ledger("/wire/ledger").getJsonArray("releases").stream()
                .map(JsonObject.class::cast)
                .filter(each -> title.equals(each.getString("title")))
                .toList();
    }
}
