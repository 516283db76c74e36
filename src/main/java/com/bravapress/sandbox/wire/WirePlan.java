package com.bravapress.sandbox.wire;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the wire sells, as its pricing page of 2026 says: <a href="https://www.einpresswire.com/pricing">pricing</a>.
 */
enum WirePlan {
    BASIC("basic", "Basic", 14_900, 1, 700, 1, 1, 1),
    PRO("pro", "Pro+", 49_900, 5, 1_000, 2, 5, 3),
    CORPORATE("corporate", "Corporate", 99_900, 15, 2_500, 2, 5, 5);

    final String slug;
    final String label;
    final int priceCents;
    final int releases;
    final int words;
    final int countries;
    final int industries;
    final int images;

    WirePlan(
            String slug,
            String label,
            int priceCents,
            int releases,
            int words,
            int countries,
            int industries,
            int images) {
        this.slug = slug;
        this.label = label;
        this.priceCents = priceCents;
        this.releases = releases;
        this.words = words;
        this.countries = countries;
        this.industries = industries;
        this.images = images;
    }

    /** As it stands in addresses and rows: {@code presswire-basic}. */
    String code() {
        return "presswire-" + slug;
    }

    static Optional<WirePlan> ofCode(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    static WirePlan stored(String code) {
        return ofCode(code).orElseThrow(() -> new IllegalStateException("no such plan: " + code));
    }
}
