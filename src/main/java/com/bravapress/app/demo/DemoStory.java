package com.bravapress.app.demo;

import com.bravapress.writing.Markdown;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Sign up, write, check, pay, wait, prove. Ends well only if the release was completed and the sandbox wire's ledger
 * holds exactly one order and one release for it, with the text that was written.
 */
public final class DemoStory {
    private final String site;
    private final String sandbox;
    private final Path chromium;
    private final boolean root;
    private final Follower follower;
    private final Clock clock;
    private final PrintStream out;

    /** A story on an open site; {@code sandbox} is the stand-ins' address. */
    public DemoStory(
            String site, String sandbox, Path chromium, boolean root, Follower follower, Clock clock, PrintStream out) {
        this.site = site;
        this.sandbox = sandbox;
        this.chromium = chromium;
        this.root = root;
        this.follower = follower;
        this.clock = clock;
        this.out = out;
    }

    /** Plays it; whether it ended as it should. */
    public boolean play(ReleaseText text) {
        try (DemoCustomer customer = new DemoCustomer(site, chromium, root)) {
            String email = "ada+" + UUID.randomUUID().toString().substring(0, 8) + "@customer.example";
            step("A customer signs up as " + email);
            customer.signUp("Ada Lindqvist", email);
            step("She writes \"" + text.title() + "\" and asks for the check");
            List<String> faults = customer.write(text);
            if (!faults.isEmpty()) {
                step("The check refuses it before any payment, " + faults.size() + " faults:");
                faults.forEach(fault -> out.println("          " + fault));
                return false;
            }
            step("Nothing stands in the way: she pays with the test card");
            UUID id = customer.pay();
            Instant paid = clock.instant();
            step("Back at the release page: \"" + customer.headline() + "\"");
            String status = follower.follow(id, this::step);
            step("The release is " + status);
            if (!status.equals("completed")) {
                return false;
            }
            out.printf(
                    "          paid to completed: %.1f s%n",
                    Duration.between(paid, clock.instant()).toMillis() / 1000.0);
            return proved(customer.ledger(sandbox + "/wire/ledger"), follower.orderOf(id), text);
        }
    }

    private boolean proved(JsonObject ledger, String orderId, ReleaseText text) {
        List<JsonObject> releases = objects(ledger.getJsonArray("releases")).stream()
                .filter(release -> text.title().equals(release.getString("title")))
                .toList();
        List<JsonObject> orders = objects(ledger.getJsonArray("orders")).stream()
                .filter(order -> orderId.equals(order.getString("order_id")))
                .toList();
        List<String> faults = new ArrayList<>();
        if (orders.size() != 1) {
            faults.add(orders.size() + " orders for it");
        }
        if (releases.size() != 1 || !Objects.equals(releases.get(0).getInteger("submissions"), 1)) {
            faults.add(releases.size() + " releases for it");
        } else {
            compare(faults, releases.get(0), text);
        }
        step(
                faults.isEmpty()
                        ? "The wire's ledger holds one order and one release for it, word for word"
                        : "The wire's ledger is not as it should be: " + String.join("; ", faults));
        return faults.isEmpty();
    }

    private static void compare(List<String> faults, JsonObject release, ReleaseText text) {
        same(faults, release, "body", folded(Markdown.toPlainText(text.content())));
        same(faults, release, "subtitle", text.summary());
        same(faults, release, "city", text.city());
        same(faults, release, "country", text.country());
        same(faults, release, "contact_name", text.contactName());
        same(faults, release, "contact_email", text.contactEmail());
        same(faults, release, "contact_phone", text.contactPhone());
        boolean scheduled = release.getString("release_at") != null;
        if (scheduled != (text.releaseAt() != null)) {
            faults.add("the schedule differs");
        }
    }

    private static void same(List<String> faults, JsonObject release, String field, String expected) {
        if (!expected.equals(folded(release.getString(field, "")))) {
            faults.add("the " + field + " differs");
        }
    }

    /** Forms send line ends as CR LF. */
    private static String folded(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private void step(String text) {
        out.println(java.time.LocalTime.now(clock).withNano(0) + "  " + text);
    }

    /** Knows how a release fares. */
    public interface Follower {
        /** Tells each new line of its timeline until it comes to rest; the status it rests in. */
        String follow(UUID release, java.util.function.Consumer<String> line);

        /** The wire order that was used for it. */
        String orderOf(UUID release);
    }
}
