package com.bravapress.sandbox.wire;

import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Login, pricing, "My Press Releases" and what is published. */
final class AccountPages {
    private final Database database;
    private final WireBoxStore box;
    private final WireSessionStore sessions;
    private final Settings.Wire account;
    private final Clock clock;
    private final ReportPages reports;

    AccountPages(Database database, WireBoxStore box, WireSessionStore sessions, Settings.Wire account, Clock clock) {
        this.database = database;
        this.box = box;
        this.sessions = sessions;
        this.account = account;
        this.clock = clock;
        this.reports = new ReportPages(database, box, clock);
    }

    ReportPages reports() {
        return reports;
    }

    Future<WireAnswer> loginForm(WireVisit visit) {
        return Future.succeededFuture(loginPage(visit.query("back"), "", Optional.empty()));
    }

    Future<WireAnswer> login(WireVisit visit) {
        String back = visit.field("back");
        boolean known = visit.field("login").equalsIgnoreCase(account.email())
                && MessageDigest.isEqual(bytes(visit.form().get("password")), bytes(account.password()));
        if (!known || visit.suffers(FaultKind.BAD_PASSWORD)) {
            return Future.succeededFuture(
                    loginPage(back, visit.field("login"), Optional.of("Invalid e-mail address or password.")));
        }
        String token = UUID.randomUUID().toString();
        String home = back.startsWith(WireStandIn.PREFIX + "/") ? back.substring(WireStandIn.PREFIX.length()) : "/";
        return sessions.open(token).map(opened -> WireAnswer.redirect(home).with(WireGate.cookie(token)));
    }

    private static WireAnswer loginPage(String back, String login, Optional<String> error) {
        Map<String, Object> model = new HashMap<>(Map.of("back", back, "login", login));
        error.ifPresent(text -> model.put("flash_error", text));
        return WireAnswer.page("login", model);
    }

    private static byte[] bytes(String text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }

    Future<WireAnswer> logout(WireVisit visit) {
        return sessions.end(visit.token())
                .map(ended -> WireAnswer.redirect("/").with(WireGate.cookie("").setMaxAge(0)));
    }

    Future<WireAnswer> pricing(WireVisit visit) {
        var plans = Arrays.stream(WirePlan.values()).map(Shown::plan).toList();
        return box.balance(database)
                .map(balance -> WireAnswer.page(
                        "pricing",
                        Map.of("plans", plans, "balance", visit.suffers(FaultKind.NO_BALANCE) ? 0 : balance)));
    }

    Future<WireAnswer> myReleases(WireVisit visit) {
        return box.releases(database, OffsetDateTime.now(clock))
                .map(releases -> WireAnswer.page("my-releases", Map.of("releases", reports.marked(releases))));
    }

    /** A published release; under a wrong title it leads to the right one. */
    Future<WireAnswer> article(WireVisit visit) {
        long id = WireVisit.number(visit.context.pathParam("id"));
        return box.releases(database, OffsetDateTime.now(clock))
                .compose(current -> box.release(database, id))
                .map(found -> found.filter(release -> release.status() == WireStatus.PUBLISHED)
                        .map(release -> article(release, visit.context.pathParam("slug")))
                        .orElseGet(WireAnswer::missing));
    }

    private static WireAnswer article(WireRelease release, String slug) {
        String right = Shown.slug(release.fields());
        return right.equals(slug)
                ? WireAnswer.page("article", Map.of("release", Shown.release(release)))
                : WireAnswer.redirect("/article/" + release.id() + "/" + right);
    }

    /** The pages around the road, which say where they would lead. */
    WireAnswer information(WireVisit visit) {
        String name = visit.context.request().path().substring(WireStandIn.PREFIX.length() + 1);
        String title = switch (name) {
            case "" -> "Distribute Your News Worldwide";
            case "about",
                    "distribution",
                    "press-releases",
                    "newswires",
                    "knowledge-base",
                    "forgot-password",
                    "create-account" -> words(name);
            default -> null;
        };
        return title == null
                ? WireAnswer.missing()
                : WireAnswer.message(
                        200, title, "This is a stand-in of the wire: it plays the way from login to publish.");
    }

    private static String words(String name) {
        String spaced = name.replace('-', ' ');
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
