package com.bravapress.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many jobs stand where, each counted up to ten thousand.
 *
 * @param jobs per status, and {@code completed_today}
 * @param capped those of which there are more than counted: "10,000+"
 */
record Counts(Map<String, Integer> jobs, List<String> capped) {
    private static final int MOST = 10_000;

    static Counts of(List<One> all) {
        Map<String, Integer> jobs = new LinkedHashMap<>();
        all.forEach(one -> jobs.put(one.status(), Math.min(one.n(), MOST)));
        return new Counts(
                jobs,
                all.stream().filter(one -> one.n() > MOST).map(One::status).toList());
    }

    /** As it travels: the numbers by name, and which of them are capped. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>(jobs);
        tree.put("capped", capped);
        return tree;
    }

    /** One of them as it was counted. */
    record One(String status, int n) {}
}
