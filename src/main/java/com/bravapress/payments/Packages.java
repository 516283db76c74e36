package com.bravapress.payments;

import com.bravapress.config.Settings;
import com.bravapress.http.Json;
import com.bravapress.writing.PackageLimits;
import java.util.List;
import java.util.Map;

/** What is for sale: the one table behind the pricing page and the checkout. */
public final class Packages {
    private final List<Offer> offers;

    /** The packages at these prices. */
    public Packages(Settings.Prices prices) {
        this.offers = List.of(
                offer(prices, "basic", "Basic", "Basic"),
                offer(prices, "premium", "Premium", "Pro+"),
                offer(prices, "enterprise", "Enterprise", "Corporate"));
    }

    private static Offer offer(Settings.Prices prices, String id, String name, String wirePlan) {
        PackageLimits limits = PackageLimits.of(id);
        return new Offer(
                id,
                name,
                prices.cents().get(id),
                prices.currency(),
                wirePlan,
                limits.words(),
                limits.images(),
                limits.anchors(),
                limits.countries(),
                limits.industries());
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
