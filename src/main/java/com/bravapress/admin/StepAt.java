package com.bravapress.admin;

import java.util.List;
import java.util.Map;

/** Where the automation is: "step 4 of 8: Compose". */
record StepAt(String name, String label, int number, int of) {
    /** The order of a release's way through the wire (wire-and-editorial.md §1). */
    private static final List<String> ORDER =
            List.of("login", "balance", "purchase", "compose", "preview", "distribution", "publish", "verify");

    private static final Map<String, String> LABELS = Map.of("login", "Sign in");

    /** @param seen distinct steps of the attempt so far: the number of a step that is not in the usual order */
    static StepAt of(String name, int seen) {
        int usual = ORDER.indexOf(name);
        return new StepAt(
                name, label(name), usual >= 0 ? usual + 1 : Math.min(Math.max(seen, 1), ORDER.size()), ORDER.size());
    }

    static String label(String name) {
        String plain = name.replace('_', ' ');
        return LABELS.getOrDefault(name, Character.toUpperCase(plain.charAt(0)) + plain.substring(1));
    }
}
