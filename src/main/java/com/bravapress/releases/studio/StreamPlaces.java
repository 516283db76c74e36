package com.bravapress.releases.studio;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How many streams are open, of each customer and in all. Safe from any thread. */
final class StreamPlaces {
    private final int mostOfOne;
    private final int most;
    private final Map<UUID, Integer> open = new HashMap<>();
    private int all;

    StreamPlaces(int mostOfOne, int most) {
        this.mostOfOne = mostOfOne;
        this.most = most;
    }

    /** Whether this customer may open another one. */
    synchronized boolean hasRoom(UUID customer) {
        return all < most && open.getOrDefault(customer, 0) < mostOfOne;
    }

    synchronized void take(UUID customer) {
        open.merge(customer, 1, Integer::sum);
        all++;
    }

    synchronized void free(UUID customer) {
        open.computeIfPresent(customer, (who, count) -> count == 1 ? null : count - 1);
        all--;
    }
}
