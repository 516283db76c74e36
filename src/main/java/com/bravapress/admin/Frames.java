package com.bravapress.admin;

import com.bravapress.database.Sql;
import com.bravapress.jobs.TimelineStore.Cursor;
import com.bravapress.jobs.TimelineStore.Seen;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Turns entries of the timeline into frames: the latest state of each job and release once, each step, remark and alert
 * as it is, and the figures last. A frame carries the cursor of the latest entry it stands for and frames are in the order
 * of their cursors, so a client that is cut off between two of them loses nothing.
 */
final class Frames {
    private final ConsoleStore store;

    Frames(ConsoleStore store) {
        this.store = store;
    }

    Future<List<Frame>> of(Sql sql, List<Seen> entries) {
        if (entries.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Map<Long, Cursor> jobs = new LinkedHashMap<>();
        Map<UUID, Cursor> releases = new LinkedHashMap<>();
        List<Frame> frames = new ArrayList<>();
        boolean moved = false;
        for (Seen entry : entries) {
            switch (entry.kind()) {
                case "release" -> releases.put(entry.submissionId(), entry.cursor());
                case "job" -> moved = true;
                default -> frames.add(Frame.of(entry.cursor(), entry.kind(), told(entry)));
            }
            // A step changes what the job's row says of it, too.
            if (entry.jobId() != null && !entry.kind().equals("log")) {
                jobs.put(entry.jobId(), entry.cursor());
            }
        }
        Cursor last = entries.get(entries.size() - 1).cursor();
        Future<List<JobRow>> jobRows = store.jobs(sql, jobs.keySet());
        Future<List<ReleaseRow>> releaseRows = store.releases(sql, releases.keySet());
        Future<List<Frame>> stats = moved ? stats(sql, last) : Future.succeededFuture(List.of());
        return Future.all(jobRows, releaseRows, stats).map(all -> {
            jobRows.result().forEach(row -> frames.add(Frame.of(jobs.get(row.id()), "job", row)));
            releaseRows.result().forEach(row -> frames.add(Frame.of(releases.get(row.id()), "release", row)));
            frames.sort(Comparator.comparing(Frame::cursor));
            frames.addAll(stats.result());
            return frames;
        });
    }

    Future<List<Frame>> stats(Sql sql, Cursor at) {
        return store.counts(sql).map(counts -> List.of(Frame.of(at, "stats", counts.tree())));
    }

    private static Map<String, Object> told(Seen entry) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("job_id", entry.jobId());
        told.put("submission_id", entry.submissionId());
        told.put("at", entry.at());
        told.put("actor", entry.actor());
        told.put("detail", entry.detail());
        return told;
    }
}
