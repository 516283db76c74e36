package com.bravapress.payments;

import com.bravapress.config.Settings;
import com.bravapress.http.Json;
import java.util.List;
import java.util.Map;

/** What is for sale: the one table behind the pricing page and the checkout. */
public final class Packages {
    private final List<Offer> offers;

    /** The packages at these prices; the plans' limits are https://www.einpresswire.com/pricing, read 2026-09-06. */
    public Packages(Settings.Prices prices) {
        this.offers = List.of(
                new Offer("basic", "Basic", cents(prices, "basic"), prices.currency(), "Basic", 700, 1, 3, 1, 1),
                new Offer("premium", "Premium", cents(prices, "premium"), prices.currency(), "Pro+", 1000, 3, 3, 2, 5),
                new Offer(
                        "enterprise",
                        "Enterprise",
                        cents(prices, "enterprise"),
                        prices.currency(),
                        "Corporate",
                        2500,
                        5,
                        3,
                        2,
                        5));
    }

    private static int cents(Settings.Prices prices, String id) {
        return prices.cents().get(id);
    }

    /** All packages as pages and answers show them: {@code id, name, price_cents, currency, wire_plan, words, …}. */
    public List<Map<String, Object>> all() {
        return offers.stream().map(offer -> Json.object(offer).getMap()).toList();
    }

    /** The package of this id; the id comes from a column that a CHECK constrains. */
    public Offer offer(String id) {
        return offers.stream()
                .filter(offer -> offer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such package: " + id));
    }
}
