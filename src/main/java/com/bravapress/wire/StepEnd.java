package com.bravapress.wire;

import java.util.UUID;

/** How a step ended; everything but the state may be null and then leaves what is there. */
record StepEnd(StepState state, String externalId, String url, String note, String error, UUID artifactId) {
    static StepEnd of(StepState state) {
        return new StepEnd(state, null, null, null, null, null);
    }

    StepEnd found(String id) {
        return new StepEnd(state, id, url, note, error, artifactId);
    }

    StepEnd at(String where) {
        return new StepEnd(state, externalId, where, note, error, artifactId);
    }

    StepEnd noting(String text) {
        return new StepEnd(state, externalId, url, text, error, artifactId);
    }

    StepEnd because(String text) {
        return new StepEnd(state, externalId, url, note, text, artifactId);
    }

    StepEnd shown(UUID picture) {
        return new StepEnd(state, externalId, url, note, error, picture);
    }
}
