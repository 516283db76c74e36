package com.bravapress.writing;

import java.util.Locale;

/** What the wire's plan behind each package takes; source: https://www.einpresswire.com/pricing, read 2026-09-06. */
public enum PackageLimits {
    /** The wire's Basic plan. */
    BASIC(700, 3, 1, 1, 1, 1),
    /** The wire's Pro+ plan. */
    PREMIUM(1000, 3, 3, 1, 2, 5),
    /** The wire's Corporate plan. */
    ENTERPRISE(2500, 3, 5, 1, 2, 5);

    private final int words;
    private final int anchors;
    private final int images;
    private final int videos;
    private final int countries;
    private final int industries;

    PackageLimits(int words, int anchors, int images, int videos, int countries, int industries) {
        this.words = words;
        this.anchors = anchors;
        this.images = images;
        this.videos = videos;
        this.countries = countries;
        this.industries = industries;
    }

    /** The limits of a package by its contract name; an unknown or empty name gets the strictest, basic. */
    public static PackageLimits of(String packageType) {
        return switch (packageType == null ? "" : packageType.trim().toLowerCase(Locale.ROOT)) {
            case "premium" -> PREMIUM;
            case "enterprise" -> ENTERPRISE;
            default -> BASIC;
        };
    }

    /** Most words of the body. */
    public int words() {
        return words;
    }

    /** Most links with a text of their own. */
    public int anchors() {
        return anchors;
    }

    /** Most images. */
    public int images() {
        return images;
    }

    /** Most videos. */
    public int videos() {
        return videos;
    }

    /** Most countries the release is sent to. */
    public int countries() {
        return countries;
    }

    /** Most industries the release is filed under. */
    public int industries() {
        return industries;
    }
}
