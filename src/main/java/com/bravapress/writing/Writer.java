package com.bravapress.writing;

import io.vertx.core.Future;
import java.util.function.Consumer;

/** Turns a brief into a draft. A writer adds no fact, name, quotation or number the brief does not hold. */
public interface Writer {

    /**
     * Drafts a release.
     *
     * @param onDelta receives the body piece by piece as it is written; the pieces together are the draft's content
     * @return the whole draft; fails when the writer cannot be reached
     */
    Future<Draft> draft(Brief brief, Consumer<String> onDelta);

    /** Drafts a release without following it piece by piece. */
    default Future<Draft> draft(Brief brief) {
        return draft(brief, delta -> {});
    }
}
