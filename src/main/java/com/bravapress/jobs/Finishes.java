package com.bravapress.jobs;

import com.bravapress.jobs.ClaimStore.Finished;
import java.util.ArrayList;
import java.util.List;

/** Attempts that ended well and wait to be written down with the next exchange. */
final class Finishes {
    private List<Finished> waiting = new ArrayList<>();

    void add(Finished one) {
        waiting.add(one);
    }

    /** What could not be written goes first again. */
    void putBack(List<Finished> batch) {
        waiting.addAll(0, batch);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** As many as one exchange takes, oldest first. */
    List<Finished> take() {
        List<Finished> part = waiting.subList(0, Math.min(waiting.size(), ClaimStore.MOST));
        List<Finished> batch = new ArrayList<>(part);
        part.clear();
        return batch;
    }

    List<Long> ids() {
        return waiting.stream().map(each -> each.claim().id()).toList();
    }
}
