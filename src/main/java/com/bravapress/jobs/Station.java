package com.bravapress.jobs;

import java.util.List;

/** One type at work in this process. */
final class Station {
    private final JobWorker<?> worker;
    private final Prefetch prefetch;
    private boolean wanted;
    private int hints;
    private int hintsSeen;
    private boolean limited;

    Station(JobWorker<?> worker) {
        this.worker = worker;
        this.prefetch = new Prefetch(worker.concurrency());
    }

    String type() {
        return worker.type().name();
    }

    JobWorker<?> worker() {
        return worker;
    }

    Prefetch prefetch() {
        return prefetch;
    }

    /** Something of the type may be due. */
    void want() {
        wanted = true;
        hints++;
    }

    /** Whether it is worth asking for more. */
    boolean isHungry() {
        return wanted && prefetch.room() > 0;
    }

    /** Asks for as many as there is room for; how many. */
    int ask() {
        int room = prefetch.room();
        hintsSeen = hints;
        prefetch.ask(room);
        return room;
    }

    /** A run is over. Under a limit of the type that may be what others were waiting for. */
    void ended(long now) {
        prefetch.ended(now);
        if (limited) {
            want();
        }
    }

    /** What became of it. Fewer than asked for means that nothing more is due, unless a hint came meanwhile. */
    void answer(int asked, List<Claim> claims, boolean underLimit, long now) {
        limited = underLimit;
        prefetch.answer(asked, claims, now);
        if (claims.size() < asked && hints == hintsSeen) {
            wanted = false;
        }
    }
}
