package com.bravapress.wire.drift;

import com.bravapress.wire.pages.Sighting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one walk along the road found.
 *
 * @param sightings everything that was looked for, up to where the walk ended
 * @param blocked why it could not go on although nothing was missing; null when that was not so
 * @param version of the selectors; null when not even the first page was seen
 * @param balance releases left on the account, or null when that page was not reached
 */
record Verdict(List<Sighting> sightings, String blocked, String version, Integer balance) {
    boolean isClean() {
        return blocked == null && missing().isEmpty();
    }

    List<Sighting> missing() {
        return sightings.stream().filter(Sighting::isMissing).toList();
    }

    /** Found, but not by the first selector: the site has moved and the road still holds. */
    List<Sighting> byFallback() {
        return sightings.stream().filter(each -> each.found() > 0).toList();
    }

    /** The same for the same trouble, however often it is seen. */
    String fingerprint() {
        return version + "|" + (blocked == null ? "" : blocked) + "|"
                + missing().stream()
                        .map(each -> each.page() + "/" + each.spot())
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(","));
    }

    /** For people: page, name and selectors of everything that is missing. */
    String words() {
        String what = missing().isEmpty()
                ? blocked
                : missing().stream()
                        .map(each -> each.spot() + " on the page “" + each.page() + "” (tried "
                                + String.join(" , ", each.tried()) + ")")
                        .collect(Collectors.joining("; "));
        return "The wire is not as we know it (selectors " + version + "): " + what;
    }

    /** What is kept: everything missing or found by a fallback. */
    JsonArray findings() {
        return new JsonArray(sightings.stream()
                .filter(each -> each.found() != 0)
                .map(each -> new JsonObject()
                        .put("page", each.page())
                        .put("selector", each.spot())
                        .put("tried", new JsonArray(each.tried()))
                        .put("found_by", each.isMissing() ? null : each.tried().get(each.found())))
                .toList());
    }
}
