package com.bravapress.writing;

/** A release file that cannot be read; the message is for the person who wrote it and names the field. */
public final class MalformedRelease extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    MalformedRelease(String field, String message, Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    MalformedRelease(String field, String message) {
        this(field, message, null);
    }

    /** The front matter's field at fault, or {@code front matter} when the block itself is. */
    public String field() {
        return field;
    }
}
