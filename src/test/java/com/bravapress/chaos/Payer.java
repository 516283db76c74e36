package com.bravapress.chaos;

import com.bravapress.http.Json;
import com.bravapress.writing.FrontMatter;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer of the JSON API who writes one release after the other and pays each at the hosted page. */
final class Payer {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final World world;
    private final String email = "c" + UUID.randomUUID().toString().substring(0, 8) + "@customer.example";
    private final String password = "a long enough phrase " + UUID.randomUUID();
    private final ReleaseText sample;
    private String token;

    Payer(World world) {
        this.world = world;
        try {
            sample = FrontMatter.parse(Files.readString(Path.of("src/main/resources/samples/harbour.md")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a release and pays it. A server that is away on the way is an {@link IOException}. */
    void pay() throws IOException {
        pay(checkout());
    }

    /** Writes a release; the address of its pay page. */
    String checkout() throws IOException {
        if (token == null) {
            token = signUp();
        }
        int number = NUMBER.incrementAndGet();
        JsonObject draft = Json.object(sample)
                .put(
                        "title",
                        sample.title() + " "
                                + Integer.toString(number + 46_656, 36).toUpperCase(java.util.Locale.ROOT));
        String id = ok(world.send("POST", world.site() + "/api/releases", draft.encode(), token))
                .getString("id");
        JsonObject checkout = ok(world.send("POST", world.site() + "/api/releases/" + id + "/checkout", "{}", token));
        return checkout.getString("checkout_url");
    }

    /** Pays at Stripe's page, which needs nothing of ours. */
    void pay(String page) throws IOException {
        HttpResponse<String> paid =
                world.send("POST", page, "card_number=4242424242424242&email=" + email.replace("@", "%40"), null);
        if (paid.statusCode() != 303) {
            throw new IOException("not paid: " + paid.statusCode());
        }
    }

    private String signUp() throws IOException {
        JsonObject body = new JsonObject()
                .put("full_name", "Ada Lindqvist")
                .put("email", email)
                .put("password", password)
                .put("accept_terms", true);
        HttpResponse<String> answer = world.send("POST", world.site() + "/api/auth/signup", body.encode(), null);
        if (answer.statusCode() == 409 || answer.statusCode() == 422) {
            // The answer to an earlier try was lost.
            answer = world.send("POST", world.site() + "/api/auth/login", body.encode(), null);
        }
        return ok(answer).getString("token");
    }

    private JsonObject ok(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() == 401) {
            token = null;
        }
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body());
    }
}
