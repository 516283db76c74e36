package com.bravapress.sandbox.wire;

import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import com.bravapress.http.Pages;
import com.bravapress.sandbox.StandIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The wire as docs describe the real one: its pages in its order, with its ids and its bad habits, for one account whose
 * prepaid credits never end. A release it accepted stays in review until somebody decides at {@code /wire/review}.
 */
public final class WireStandIn implements StandIn {
    static final String PREFIX = "/wire";

    private final WireGate gate;
    private final AccountPages account;
    private final CheckoutPages checkout;
    private final ComposePages compose;
    private final DistributionPages distribution;
    private final WireControl control;

    /**
     * The stand-in; its state is in the schema {@code sandbox} of this database.
     *
     * @param account the e-mail and password it lets in
     * @param clock tells which schedules are in the past, and when a scheduled release goes out
     */
    public WireStandIn(Vertx vertx, Database database, Settings.Wire account, Clock clock) {
        WireBoxStore box = new WireBoxStore();
        WireSessionStore sessions = new WireSessionStore(database);
        WireFaultStore faults = new WireFaultStore(database);
        FormRules rules = new FormRules(clock);
        this.gate = new WireGate(vertx, new Pages(vertx, Map.of()), sessions, faults, clock);
        this.account = new AccountPages(database, box, sessions, account, clock);
        this.checkout = new CheckoutPages(database, box, sessions);
        this.compose = new ComposePages(database, box, sessions, rules);
        this.distribution = new DistributionPages(database, box, sessions, rules);
        this.control = new WireControl(database, box, faults, clock);
    }

    @Override
    public void mount(Router router) {
        // Chromium sends a request again by itself, even a POST, when a connection it has used before is dropped
        // without an answer. A lost answer must stay lost here, so no connection is used twice.
        router.route(PREFIX + "/*").handler(context -> {
            context.response().putHeader("Connection", "close");
            context.next();
        });
        control.mount(router);
        router.get(PREFIX + "/assets/*")
                .handler(StaticHandler.create("sandbox/wire")
                        .setIncludeHidden(false)
                        .setDirectoryListing(false));
        mountAccount(router);
        mountRelease(router);
        router.get(PREFIX + "/*")
                .handler(gate.open(Optional.empty(), visit -> Future.succeededFuture(account.information(visit))));
    }

    private void mountAccount(Router router) {
        Optional<WireStep> login = Optional.of(WireStep.LOGIN);
        Optional<WireStep> buy = Optional.of(WireStep.CHECKOUT);
        Optional<WireStep> orders = Optional.of(WireStep.ORDERS);
        router.get(PREFIX + "/login-email").handler(gate.open(login, account::loginForm));
        router.post(PREFIX + "/login-email").handler(gate.open(login, account::login));
        router.get(PREFIX + "/logout").handler(gate.open(Optional.empty(), account::logout));
        router.get(PREFIX + "/pricing").handler(gate.open(Optional.of(WireStep.PRICING), account::pricing));
        router.get(PREFIX + "/buy").handler(gate.account(buy, checkout::form));
        router.post(PREFIX + "/buy").handler(gate.account(buy, checkout::placeOrder));
        router.get(PREFIX + "/orders").handler(gate.account(orders, checkout::history));
        router.get(PREFIX + "/orders/:order").handler(gate.account(Optional.empty(), checkout::order));
        router.get(PREFIX + "/my-releases")
                .handler(gate.account(Optional.of(WireStep.MY_RELEASES), account::myReleases));
        router.get(PREFIX + "/press-releases/report/:id")
                .handler(gate.account(Optional.of(WireStep.REPORT), account.reports()::report));
        router.get(PREFIX + "/article/:id/:slug").handler(gate.open(Optional.empty(), account::article));
    }

    private void mountRelease(Router router) {
        Optional<WireStep> edit = Optional.of(WireStep.COMPOSE);
        Optional<WireStep> location = Optional.of(WireStep.DISTRIBUTION);
        String releases = PREFIX + "/press-releases";
        router.get(releases + "/edit").handler(gate.account(edit, compose::form));
        router.post(releases + "/edit").handler(gate.account(edit, compose::sent));
        router.get(releases + "/autosave").handler(gate.account(Optional.empty(), compose::stored));
        router.post(releases + "/autosave").handler(gate.account(Optional.empty(), compose::autosave));
        router.get(releases + "/preview").handler(gate.account(Optional.of(WireStep.PREVIEW), compose::preview));
        var choose = gate.account(location, distribution::form);
        var overlay = gate.account(Optional.of(WireStep.PUBLISH), distribution::form);
        router.get(releases + "/edit-location")
                .handler(context -> (DistributionPages.asksToPublish(context) ? overlay : choose).handle(context));
        router.post(releases + "/edit-location").handler(gate.account(location, distribution::sent));
        // A link that is only followed, as by a prefetch, must not publish: it asks first.
        router.get(releases + "/publish/:id").handler(gate.account(Optional.empty(), distribution::ask));
        router.post(releases + "/publish/:id")
                .handler(gate.account(Optional.of(WireStep.PUBLISH), distribution::publish));
    }
}
