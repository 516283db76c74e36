package com.bravapress.wire.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.testing.Await;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A site that keeps its connections open and drops the one that brings the order, as an overloaded one does. */
@ExtendWith(VertxExtension.class)
class OnceOnlyIT {
    private static final String CHECKOUT = "<!DOCTYPE html><form action='/buy' method='post'>"
            + "<input name='notes' value='BP-1'><button name='place_order' value='1'>Place Order</button></form>";
    private static final String ORDER = "<!DOCTYPE html><b class='order-number'>41</b>";

    private final List<String> posts = Collections.synchronizedList(new ArrayList<>());
    private final Map<HttpConnection, Integer> served = new HashMap<>();
    private final WireBrowser browser =
            new WireBrowser(Chromium.find(Optional.empty()), Path.of("target", "browsers"), Selectors.load(), 7001);
    private int port;

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void left_alone_chromium_sends_an_order_twice_when_a_used_connection_is_dropped(Vertx vertx) {
        serve(vertx, this::dropWhenUsed);
        Page page = browser.visit(account()).page();
        String open = page.navigate(base() + "/buy").url();
        assertThat(open).endsWith("/buy");
        try {
            page.locator("button").click();
        } catch (PlaywrightException lost) {
            assertThat(lost).hasMessageContaining("ERR_");
        }
        assertThat(posts).as("or the guard has nothing to guard against").hasSizeGreaterThan(1);
    }

    @Test
    void an_order_leaves_once_even_when_the_connection_is_dropped(Vertx vertx) {
        serve(vertx, this::drop);
        Tab tab = tab();
        assertThatThrownBy(() -> tab.follow(Spot.CHECKOUT_SEND, soon()))
                .isInstanceOfSatisfying(
                        WireFailure.class, e -> assertThat(e.kind()).isEqualTo(WireFailure.Kind.RETRYABLE));
        assertThat(posts).containsExactly("notes=BP-1&place_order=1");
    }

    @Test
    void an_answer_arrives_with_its_redirect_and_cookies(Vertx vertx) {
        serve(
                vertx,
                request -> request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/orders/41")
                        .putHeader("Set-Cookie", "seen=1; Path=/; HttpOnly")
                        .end());
        Tab tab = tab();
        tab.follow(Spot.CHECKOUT_SEND, soon());
        assertThat(tab.shows(Spot.ORDER_NUMBER)).isTrue();
        assertThat(tab.url()).endsWith("/orders/41");
        assertThat(posts).hasSize(1);
        assertThat(tab.page().context().cookies()).anyMatch(cookie -> cookie.name.equals("seen"));
        // The next form goes out as ever.
        tab.open("/buy");
        tab.follow(Spot.CHECKOUT_SEND);
        assertThat(posts).hasSize(2);
    }

    @Test
    void a_redirect_that_would_repeat_the_order_is_not_followed(Vertx vertx) {
        serve(
                vertx,
                request -> request.response()
                        .setStatusCode(307)
                        .putHeader("Location", "/buy?again=1")
                        .end());
        Tab tab = tab();
        assertThatThrownBy(() -> tab.follow(Spot.CHECKOUT_SEND, soon())).isInstanceOf(WireFailure.class);
        assertThat(posts).hasSize(1);
    }

    @Test
    void a_form_that_sends_itself_twice_is_held_back_the_second_time(Vertx vertx) {
        serve(
                vertx,
                request -> vertx.setTimer(
                        300,
                        waited -> request.response()
                                .putHeader("Content-Type", "text/html")
                                .end(ORDER)));
        Tab tab = tab();
        tab.doing(
                "doubling",
                () -> tab.page()
                        .evaluate(
                                "document.querySelector('form').addEventListener('submit', event => fetch('/buy',"
                                        + " {method: 'POST', body: new URLSearchParams(new FormData(event.target))}).catch(() => 0))"));
        try {
            tab.follow(Spot.CHECKOUT_SEND, soon());
        } catch (WireFailure unclear) {
            assertThat(unclear.kind()).isEqualTo(WireFailure.Kind.RETRYABLE);
        }
        assertThat(posts).hasSize(1);
    }

    @Test
    void an_order_whose_time_is_over_does_not_leave(Vertx vertx) {
        serve(vertx, request -> request.response().end(ORDER));
        Tab tab = tab();
        // In time for the click, but not any more when the request is about to leave.
        long now = Clock.systemUTC().millis();
        AtomicInteger looks = new AtomicInteger();
        Clock clock = new LateClock(() -> looks.incrementAndGet() == 1 ? now : now + 60_000);
        assertThatThrownBy(() -> tab.follow(Spot.CHECKOUT_SEND, new ClickBy(clock, now + 20_000)))
                .isInstanceOf(TooLate.class);
        assertThat(looks).hasValueGreaterThan(1);
        assertThat(posts).isEmpty();
    }

    private Tab tab() {
        Tab tab = new Tab(browser.visit(account()).page(), Selectors.load(), base());
        tab.open("/buy");
        return tab;
    }

    private static ClickBy soon() {
        return new ClickBy(Clock.systemUTC(), Clock.systemUTC().millis() + 20_000);
    }

    private void serve(Vertx vertx, Consumer<HttpServerRequest> onOrder) {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            served.merge(request.connection(), 1, Integer::sum);
            if (request.method().name().equals("POST")) {
                request.bodyHandler(body -> {
                    posts.add(body.toString());
                    onOrder.accept(request);
                });
            } else {
                request.response()
                        .putHeader("Content-Type", "text/html")
                        .end(request.path().startsWith("/orders") ? ORDER : CHECKOUT);
            }
        });
        port = Await.get(server.listen(0, "127.0.0.1")).actualPort();
    }

    private void drop(HttpServerRequest request) {
        request.connection().close().onFailure(gone -> {});
    }

    private void dropWhenUsed(HttpServerRequest request) {
        if (served.get(request.connection()) > 1) {
            drop(request);
        } else {
            request.response().putHeader("Content-Type", "text/html").end(ORDER);
        }
    }

    private static final class LateClock extends Clock {
        private final LongSupplier millis;

        LateClock(LongSupplier millis) {
            this.millis = millis;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.getAsLong());
        }
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }

    private Account account() {
        return new Account(base(), "desk@bravapress.example", "hush-hush");
    }
}
