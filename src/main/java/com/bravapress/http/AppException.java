package com.bravapress.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A refusal that its receiver may read: what happened, what was kept, what to do. Never carries internals. */
public final class AppException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient List<FieldError> errors;
    private final transient Duration retryAfter;

    private AppException(
            Problem problem, String publicMessage, List<FieldError> errors, Duration retryAfter, Throwable cause) {
        super(publicMessage, cause);
        this.problem = problem;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** A refusal of this kind. */
    public static AppException of(Problem problem, String publicMessage) {
        return new AppException(problem, publicMessage, List.of(), null, null);
    }

    /** The same, with what was behind it for the log. */
    public static AppException of(Problem problem, String publicMessage, Throwable cause) {
        return new AppException(problem, publicMessage, List.of(), null, cause);
    }

    /** 422 with one entry per field to mend. */
    public static AppException invalid(List<FieldError> errors) {
        String message = errors.size() == 1 ? errors.get(0).message() : errors.size() + " fields need mending";
        return new AppException(Problem.UNPROCESSABLE, message, errors, null, null);
    }

    /** 400 with one entry per field that cannot be read. */
    public static AppException badFields(List<FieldError> errors) {
        return new AppException(Problem.BAD_REQUEST, errors.get(0).message(), errors, null, null);
    }

    /** Nothing here, or nothing this caller may know of. */
    public static AppException notFound() {
        return of(Problem.NOT_FOUND, "It does not exist, or it is not yours.");
    }

    /** 429 or 503, to be repeated after a while. */
    public static AppException later(Problem problem, String publicMessage, Duration retryAfter) {
        return new AppException(problem, publicMessage, List.of(), retryAfter, null);
    }

    /** Its kind. */
    public Problem problem() {
        return problem;
    }

    /** The fields to mend; empty unless it is about fields. */
    public List<FieldError> errors() {
        return errors;
    }

    /** What the {@code Retry-After} header says. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
