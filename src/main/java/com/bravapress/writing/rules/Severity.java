package com.bravapress.writing.rules;

/** How much a finding weighs. */
public enum Severity {
    /** The wire would refuse the release; it cannot be paid for. */
    ERROR,
    /** An editor may object, or readers may leave. */
    WARNING,
    /** Good to know. */
    INFO;

    /** The contract's word: error, warning or info. */
    public String word() {
        return switch (this) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "info";
        };
    }
}
