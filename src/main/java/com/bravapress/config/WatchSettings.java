package com.bravapress.config;

import com.bravapress.config.Settings.Mode;
import com.bravapress.config.Settings.Purchase;
import java.time.Duration;
import java.util.Optional;

/** Reads {@link Settings.Watch}; what is left empty depends on the wire. */
final class WatchSettings {
    private static final int MOST_RELEASES = 10_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private WatchSettings() {}

    static Settings.Watch of(Raw raw, Settings.Wire wire) {
        boolean live = wire.mode() == Mode.LIVE;
        return new Settings.Watch(
                wait(raw, Setting.WIRE_FOLLOW, live ? Duration.ofMinutes(10) : Duration.ofSeconds(2)),
                wait(raw, Setting.WIRE_REPORT, live ? Duration.ofHours(24) : Duration.ofSeconds(5)),
                raw.optional(Setting.WIRE_SENTINEL).filter("off"::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(wait(raw, Setting.WIRE_SENTINEL, Duration.ofHours(1))),
                lowBalance(raw, wire));
    }

    private static Duration wait(Raw raw, Setting setting, Duration otherwise) {
        if (raw.optional(setting).isEmpty()) {
            return otherwise;
        }
        int before = raw.faults.size();
        Duration wait = raw.duration(setting);
        boolean readable = raw.faults.size() == before;
        if (readable && wait.compareTo(SHORTEST) < 0) {
            raw.fault(setting, "must be at least PT1S");
        }
        return readable && wait.compareTo(SHORTEST) >= 0 ? wait : otherwise;
    }

    /** Where we buy when nothing is left, an empty account is the usual thing and nobody needs to know. */
    private static Optional<Integer> lowBalance(Raw raw, Settings.Wire wire) {
        if (raw.optional(Setting.WIRE_LOW_BALANCE).filter("off"::equals).isPresent()) {
            return Optional.empty();
        }
        if (raw.optional(Setting.WIRE_LOW_BALANCE).isEmpty()) {
            return wire.purchase() == Purchase.BALANCE_THEN_BUY ? Optional.empty() : Optional.of(0);
        }
        return Optional.of(raw.number(Setting.WIRE_LOW_BALANCE, 0, MOST_RELEASES));
    }
}
