package com.bravapress.releases;

/**
 * Where the wire keeps a release.
 *
 * @param wireId the wire's own id
 * @param url where it can be seen, or null
 * @param wireStatus in_review, on_hold, rejected, scheduled or published
 */
public record OnWire(String wireId, String url, String wireStatus) {}
