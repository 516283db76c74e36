package com.bravapress.wire.pages;

/**
 * One row of "My Press Releases".
 *
 * @param status as in {@link Findings}
 * @param url the published article, or null
 * @param reason what the editors say about it, or null
 * @param reportUrl its distribution report, or null as long as there is none
 */
public record Listed(String id, String status, String url, String reason, String reportUrl) {}
