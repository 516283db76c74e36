package com.bravapress.wire.pages;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** One moment as the wire's three timing fields say it. */
record Timing(String date, String time, String zone) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final List<String> COMMON = List.of("UTC", "America/New_York");

    /** In the customer's zone when the wire offers it, else the same moment in a zone it does offer. */
    static Timing of(LocalDateTime at, String zone, List<String> offered) {
        if (offered.contains(zone)) {
            return new Timing(DATE.format(at), TIME.format(at), zone);
        }
        String other = COMMON.stream()
                .filter(offered::contains)
                .findFirst()
                .orElseThrow(() -> WireFailure.lost("The wire's list of time zones has neither " + zone + " nor UTC"));
        LocalDateTime there =
                at.atZone(ZoneId.of(zone)).withZoneSameInstant(ZoneId.of(other)).toLocalDateTime();
        return new Timing(DATE.format(there), TIME.format(there), other);
    }
}
