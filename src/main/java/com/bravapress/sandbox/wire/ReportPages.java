package com.bravapress.sandbox.wire;

import com.bravapress.database.Database;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The distribution report of a published release; the real one takes a day or two, this one some seconds. */
final class ReportPages {
    private static final Duration AFTER = Duration.ofSeconds(3);
    private static final List<String> OUTLETS = List.of(
            "Harbour Gazette", "The Morning Ledger", "Northern Business Wire", "Valley Today", "Coast Radio News");

    private final Database database;
    private final WireBoxStore box;
    private final Clock clock;

    ReportPages(Database database, WireBoxStore box, Clock clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
    }

    /** Releases as the list shows them, with whether their report is there. */
    List<Map<String, Object>> marked(List<WireRelease> releases) {
        return releases.stream()
                .map(release -> {
                    Map<String, Object> shown = Shown.release(release);
                    shown.put("reported", isReported(release));
                    return shown;
                })
                .toList();
    }

    private boolean isReported(WireRelease release) {
        return release.status() == WireStatus.PUBLISHED
                && release.publishedAt() != null
                && !release.publishedAt().plus(AFTER).toInstant().isAfter(clock.instant());
    }

    Future<WireAnswer> report(WireVisit visit) {
        return box.release(database, WireVisit.number(visit.context.pathParam("id")))
                .map(found ->
                        found.filter(this::isReported).map(ReportPages::page).orElseGet(WireAnswer::missing));
    }

    private static WireAnswer page(WireRelease release) {
        String slug = Shown.slug(release.fields());
        List<Map<String, Object>> outlets = IntStream.range(0, OUTLETS.size())
                .mapToObj(i -> Map.<String, Object>of(
                        "name",
                        OUTLETS.get(i),
                        "url",
                        "https://outlet-" + (i + 1) + ".example/" + release.id() + "/" + slug))
                .toList();
        return WireAnswer.page("report", Map.of("release", Shown.release(release), "outlets", outlets));
    }
}
