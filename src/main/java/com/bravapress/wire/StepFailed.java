package com.bravapress.wire;

import com.bravapress.wire.WireChannels.StepResult;
import com.bravapress.wire.pages.WireFailure;

/** A part of a step that did not reach its end, with what could be seen of it. */
final class StepFailed extends WireFailure {
    private static final long serialVersionUID = 1L;

    private final transient StepResult seen;

    StepFailed(WireFailure failure, StepResult seen) {
        super(failure.kind(), failure.category(), failure.getMessage());
        this.seen = seen;
    }

    @Override
    public String drift() {
        return seen == null || seen.failure() == null ? null : seen.failure().drift();
    }

    /** Null when the browser did not answer at all. */
    StepResult seen() {
        return seen;
    }

    /** What was seen of any failure. */
    static StepResult seen(Throwable error) {
        return error instanceof StepFailed failed ? failed.seen() : null;
    }
}
