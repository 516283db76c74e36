package com.bravapress.chaos;

import java.util.Optional;

final class PlantedBugs {
    PlantedBugs(World world) {}

    boolean all(Optional<String> only) {
        throw new IllegalStateException("not yet");
    }
}
