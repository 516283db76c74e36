package com.bravapress.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All types at work in this process. */
final class Stations {
    private final Map<String, Station> byType = new LinkedHashMap<>();

    Stations(List<JobWorker<?>> workers) {
        workers.forEach(worker -> byType.put(worker.type().name(), new Station(worker)));
    }

    Collection<Station> all() {
        return byType.values();
    }

    /** Something of this type, or with {@link TypeDesk#ALL} of any, may be due. */
    void want(String type) {
        if (type.equals(TypeDesk.ALL)) {
            all().forEach(Station::want);
        } else {
            Optional.ofNullable(byType.get(type)).ifPresent(Station::want);
        }
    }

    /** A type worth asking for; null when there is none. */
    Station hungry() {
        return all().stream().filter(Station::isHungry).findFirst().orElse(null);
    }

    /** Whether no claim waits here for a free place. */
    boolean holdNothing() {
        return all().stream().allMatch(station -> station.prefetch().isEmpty());
    }

    List<Long> waiting() {
        return all().stream()
                .flatMap(station -> station.prefetch().ids().stream())
                .toList();
    }

    /** Gives up everything that has not begun. */
    List<Claim> release() {
        List<Claim> unbegun = new ArrayList<>();
        all().forEach(station -> unbegun.addAll(station.prefetch().release()));
        return unbegun;
    }
}
