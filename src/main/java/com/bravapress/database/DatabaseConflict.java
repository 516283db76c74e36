package com.bravapress.database;

/** A unique constraint refused the write (SQLSTATE 23505); {@link #constraint} names which. */
public final class DatabaseConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String constraint;

    DatabaseConflict(String constraint, Throwable cause) {
        super("already there: " + constraint, cause);
        this.constraint = constraint;
    }

    /** The constraint's name as the migrations give it. */
    public String constraint() {
        return constraint;
    }
}
