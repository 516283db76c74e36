package com.bravapress.jobs;

/** One type at work in this process. */
final class Station {
    private final JobWorker<?> worker;
    private final Prefetch prefetch;
    private boolean wanted;

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
    }

    /** Whether it is worth asking for more. */
    boolean isHungry() {
        return wanted && prefetch.room() > 0;
    }

    /** Asks for as many as there is room for; how many. Until the next hint nothing more is wanted. */
    int ask() {
        int room = prefetch.room();
        wanted = false;
        prefetch.ask(room);
        return room;
    }
}
