package com.bravapress.admin;

import com.bravapress.wire.WireStep;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the automation is: "step 4 of 8: Write the release". */
record StepAt(String name, String label, int number, int of) {
    private static final int ALL = WireStep.values().length;

    /** @param seen distinct steps of the attempt so far: the number of a step that this version does not know */
    static StepAt of(String name, int seen) {
        return new StepAt(
                name, label(name), known(name).map(WireStep::number).orElse(Math.min(Math.max(seen, 1), ALL)), ALL);
    }

    static String label(String name) {
        return known(name).map(WireStep::label).orElseGet(() -> {
            String plain = name.replace('_', ' ');
            return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
        });
    }

    private static Optional<WireStep> known(String name) {
        return Stream.of(WireStep.values())
                .filter(step -> step.id().equals(name))
                .findFirst();
    }
}
