package com.bravapress.jobs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What one process holds of one type: claims that run and claims that wait for a free place. How many may wait is earned:
 * while a full batch is through in a few milliseconds the next may be larger, and work that takes its time is never
 * hoarded. Times are of a monotonic clock, in ns.
 */
final class Prefetch {
    private static final long QUICK = Duration.ofMillis(20).toNanos();
    private static final long SLOW = Duration.ofMillis(100).toNanos();
    private static final int GROWTH = 4;
    // One batch at work here and one under way on each of two connections.
    private static final int MOST = 2 * ClaimStore.MOST;

    private final int places;
    private final Deque<Claim> waiting = new ArrayDeque<>();
    private int running;
    private int asked;
    private int appetite;
    private long batchAt;
    private boolean batchWasFull;

    Prefetch(int places) {
        this.places = places;
        this.appetite = places;
    }

    /** How many more to claim now; 0 while enough run, wait or are asked for. */
    int room() {
        int room = appetite - running - waiting.size() - asked;
        boolean worthwhile = appetite == places || waiting.isEmpty() && room >= appetite / 4;
        return worthwhile ? Math.max(0, Math.min(room, ClaimStore.MOST)) : 0;
    }

    /** A claim for so many is under way. */
    void ask(int many) {
        asked += many;
    }

    /** What became of it: none when it failed. */
    void answer(int many, List<Claim> claims, long now) {
        asked -= many;
        waiting.addAll(claims);
        if (!claims.isEmpty()) {
            batchAt = now;
            batchWasFull = claims.size() >= many;
        }
    }

    /** The next claim to run, when a place is free; it counts as running. */
    Claim next() {
        if (running >= places || waiting.isEmpty()) {
            return null;
        }
        running++;
        return waiting.poll();
    }

    /** A run is over. */
    void ended(long now) {
        running--;
        if (waiting.isEmpty() && running == 0) {
            long took = now - batchAt;
            if (batchWasFull && took < QUICK) {
                appetite = Math.max(places, Math.min(MOST, appetite * GROWTH));
            } else if (took > SLOW) {
                appetite = Math.max(places, appetite / GROWTH);
            }
        }
    }

    /** Whether claims have waited here for longer than work that is quick enough to be prefetched would let them. */
    boolean stale(long now) {
        return !waiting.isEmpty() && now - batchAt > 10 * SLOW;
    }

    /** Gives up what has not begun. */
    List<Claim> release() {
        List<Claim> all = new ArrayList<>(waiting);
        waiting.clear();
        appetite = places;
        return all;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    List<Long> ids() {
        return waiting.stream().map(Claim::id).toList();
    }
}
