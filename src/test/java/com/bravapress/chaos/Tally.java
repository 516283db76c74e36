package com.bravapress.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done to the program, each kind apart, and how long its jobs waited to be taken up again. */
final class Tally {
    private final Map<String, Integer> kills = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<Struck> struck = new ArrayList<>();

    /** A job whose worker was taken from it at a moment of the database's clock, in epoch ms. */
    private record Struck(long job, long at) {}

    synchronized void kill(String kind) {
        kills.merge(kind, 1, Integer::sum);
    }

    synchronized void fault(String kind) {
        faults.merge(kind, 1, Integer::sum);
    }

    synchronized int faults(String kind) {
        return faults.getOrDefault(kind, 0);
    }

    synchronized int kills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized void struck(long job, long at) {
        struck.add(new Struck(job, at));
    }

    /** Seconds from a kill to the next claim of each job that the killed worker held, shortest first. */
    synchronized List<Double> rescues(World world) throws SQLException {
        List<Double> seconds = new ArrayList<>();
        for (Struck each : struck) {
            List<List<String>> next = world.query("""
                    SELECT extract(epoch FROM at) * 1000, detail ->> 'to' FROM job_events
                    WHERE job_id = ? AND kind = 'job' AND at > to_timestamp(? / 1000.0) AND actor <> 'rescuer'
                    ORDER BY id LIMIT 1""", each.job, each.at);
            if (!next.isEmpty() && next.get(0).get(1).equals("processing")) {
                seconds.add((Double.parseDouble(next.get(0).get(0)) - each.at) / 1000);
            }
        }
        seconds.sort(Double::compare);
        return seconds;
    }

    static double percentile(List<Double> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * part)));
    }

    synchronized JsonObject json() {
        return new JsonObject()
                .put("kills", kills())
                .put("kills_by_kind", new JsonObject(new TreeMap<>(kills)))
                .put("other_faults", new JsonObject(new TreeMap<>(faults)));
    }

    static JsonObject json(Checker.Verdict verdict) {
        return new JsonObject()
                .put("violations", verdict.violations().size())
                .put(
                        "violation_texts",
                        new JsonArray(verdict.violations().stream().limit(50).toList()))
                .put("double_orders", verdict.count("double_order"))
                .put("double_releases", verdict.count("double_release"))
                .put("lost", verdict.count("lost") + verdict.count("paid_without_job"))
                .put("in_doubt", verdict.count("in_doubt"))
                .put("needs_person", verdict.count("needs_person"))
                .put("counts", new JsonObject(new TreeMap<>(verdict.counts())));
    }

    static void write(Path file, JsonObject result) {
        try {
            Files.writeString(file, result.encodePrettily() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
