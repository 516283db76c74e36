package com.bravapress.config;

/** Something outside the program keeps it from starting; the message is one line that says what to do. */
public final class StartupProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A problem in one sentence, ending in what to do about it. */
    public StartupProblem(String message) {
        super(message);
    }

    /** The same, with what was behind it for the log. */
    public StartupProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
