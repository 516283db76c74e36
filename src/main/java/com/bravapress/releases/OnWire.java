package com.bravapress.releases;

/**
 * Where the wire keeps a release.
 *
 * @param wireId the wire's own id
 * @param url where it can be seen, or null
 * @param wireStatus in_review, on_hold, rejected, scheduled or published
 * @param reason why the editors hold or refuse it, or null
 */
public record OnWire(String wireId, String url, String wireStatus, String reason) {
    /** As far as is known when it was just handed in. */
    public OnWire(String wireId, String url, String wireStatus) {
        this(wireId, url, wireStatus, null);
    }
}
