package com.bravapress.wire.pages;

import java.util.List;

/**
 * What one part of the walk saw.
 *
 * @param balance releases left on the account, or null where this part does not read it
 * @param version of the selectors
 */
public record Surveyed(List<Sighting> sightings, Integer balance, String version) {}
