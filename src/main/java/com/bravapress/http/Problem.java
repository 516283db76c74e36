package com.bravapress.http;

import java.util.Locale;

/** The kinds of refusal there are, each with its HTTP status (RFC 9110) and title. */
public enum Problem {
    BAD_REQUEST(400, "That request could not be read"),
    UNAUTHORIZED(401, "Please sign in"),
    FORBIDDEN(403, "That is not yours to do"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "That cannot be done here"),
    CONFLICT(409, "It has changed in the meantime"),
    PRECONDITION_FAILED(412, "Somebody saved a newer version"),
    TOO_LARGE(413, "That is too much at once"),
    URI_TOO_LONG(414, "That address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "That format is not understood"),
    UNPROCESSABLE(422, "Something needs mending first"),
    TOO_MANY_REQUESTS(429, "Too many tries"),
    INTERNAL(500, "Something broke on our side"),
    UNAVAILABLE(503, "Not available for a moment");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A few calm words for the top of a page. */
    public String title() {
        return title;
    }

    /** The {@code code} of a problem answer: {@code not_found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Problem ofStatus(int status) {
        for (Problem each : values()) {
            if (each.status == status) {
                return each;
            }
        }
        return status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
    }
}
