package com.bravapress.testing;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.http.AppException;
import com.bravapress.http.HttpOptions;
import com.bravapress.http.HttpVerticle;
import com.bravapress.http.Pages;
import com.bravapress.http.Principal;
import com.bravapress.http.Role;
import com.bravapress.http.Site;
import com.bravapress.jobs.Timeline;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.releases.DraftStore;
import com.bravapress.releases.Drafts;
import com.bravapress.releases.ReleaseStore;
import com.bravapress.releases.Releases;
import com.bravapress.releases.studio.DashboardRoutes;
import com.bravapress.releases.studio.ReleaseApi;
import com.bravapress.releases.studio.ReleaseEvents;
import com.bravapress.releases.studio.StudioRoutes;
import com.bravapress.releases.studio.WritingApi;
import com.bravapress.writing.OfflineWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The customer's side of the site on a port of its own, over a real database; signing in is one call. */
public final class StudioServer {
    /** The packages as the price page has them. */
    public static final List<Map<String, Object>> PACKAGES = List.of(
            offer("basic", "Basic", "Basic", 9_900, 700, 1, 1),
            offer("premium", "Premium", "Pro+", 39_500, 1_000, 2, 5),
            offer("enterprise", "Enterprise", "Corporate", 69_500, 2_500, 2, 5));

    public final Database database;
    public final Releases releases;
    public final Drafts drafts;
    public final Timeline timeline;
    public final Bus bus;
    private final Map<String, Principal> sessions = new ConcurrentHashMap<>();
    private final int port;

    private StudioServer(Vertx vertx) {
        database = TestDatabase.open(vertx);
        bus = Bus.install(vertx);
        TimelineStore timelines = new TimelineStore();
        timeline = new Timeline(timelines, bus);
        releases = new Releases(new ReleaseStore(), timeline);
        drafts = new Drafts(vertx, database, releases, new DraftStore(), Clock.systemUTC());
        WritingApi writing = new WritingApi(drafts, new OfflineWriter());
        HttpOptions options = new HttpOptions("127.0.0.1", 0, false, "a secret of the tests", "worker", List.of());
        Site site = new Site(
                options,
                new Pages(vertx, Map.of("public_url", "http://localhost", "assets", "1", "sandbox", true)),
                token -> Future.succeededFuture(Optional.ofNullable(sessions.get(token))),
                List.of(
                        new ReleaseApi(drafts),
                        writing,
                        new StudioRoutes(drafts, writing, PACKAGES),
                        new DashboardRoutes(database, drafts, releases, timelines),
                        new ReleaseEvents(
                                vertx,
                                database,
                                bus,
                                timelines,
                                drafts,
                                token -> Future.succeededFuture(Optional.ofNullable(sessions.get(token))))),
                failure -> Optional.<AppException>empty());
        HttpVerticle server = new HttpVerticle(options, site);
        String deployed = Await.get(vertx.deployVerticle(server));
        assert deployed != null;
        port = server.actualPort();
    }

    /** Starts it; the test's Vert.x closes it. */
    public static StudioServer start(Vertx vertx) {
        return new StudioServer(vertx);
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** A new customer; the user's id also serves as the token of the session. */
    public Principal customer(String name) {
        UUID id = UUID.randomUUID();
        String email = name.toLowerCase(java.util.Locale.ROOT) + "@customer.example";
        int made = Await.get(database.run(
                "INSERT INTO auth.users (id, email, password_hash, accepted_terms_at) VALUES ($1, $2, 'x', now())",
                id,
                email));
        assert made == 1;
        Principal principal = new Principal(
                id, UUID.randomUUID(), email, name, Role.CUSTOMER, Instant.now().plusSeconds(3_600));
        sessions.put(token(principal), principal);
        return principal;
    }

    /** What goes into the cookie or the bearer header. */
    public static String token(Principal principal) {
        return principal.userId().toString();
    }

    /** Ends a session, as signing out elsewhere does. */
    public void signOut(Principal principal) {
        assert sessions.remove(token(principal)) != null;
    }

    private static Map<String, Object> offer(
            String id, String name, String plan, int cents, int words, int countries, int industries) {
        return Map.of(
                "id",
                id,
                "name",
                name,
                "wire_plan",
                plan,
                "price_cents",
                cents,
                "currency",
                "usd",
                "words",
                words,
                "links",
                3,
                "countries",
                countries,
                "industries",
                industries);
    }
}
