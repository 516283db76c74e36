package com.bravapress.wire.pages;

import com.bravapress.jobs.FailureCategory;

/** Why a verb did not reach its positive end; the message may be shown to the team. */
public class WireFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final FailureCategory category;

    /** A failure of this kind. */
    public WireFailure(Kind kind, FailureCategory category, String message) {
        super(message);
        this.kind = kind;
        this.category = category;
    }

    /** What is to be done about it. */
    public enum Kind {
        /** Nothing lasting happened: another attempt may do. */
        RETRYABLE,
        /** The wire said no: no attempt will help. */
        PERMANENT,
        /** An irreversible click may or may not have had its effect: the wire's own lists decide. */
        UNKNOWN,
        /** Nothing lasting happened, and only a person can help. */
        ATTENTION
    }

    /** The wire was away, slow or broken. */
    public static WireFailure away(String message) {
        return new WireFailure(Kind.RETRYABLE, FailureCategory.WIRE, message);
    }

    /** The page is not as we know it, or the browser failed. */
    public static WireFailure lost(String message) {
        return new WireFailure(Kind.RETRYABLE, FailureCategory.AUTOMATION, message);
    }

    /** The wire refused what we sent. */
    public static WireFailure refused(String message) {
        return new WireFailure(Kind.PERMANENT, FailureCategory.WIRE, message);
    }

    /** A person must look. */
    public static WireFailure attention(FailureCategory category, String message) {
        return new WireFailure(Kind.ATTENTION, category, message);
    }

    /** The same, after an irreversible click: nobody knows what it did. */
    public WireFailure afterClick() {
        return new WireFailure(Kind.UNKNOWN, category, getMessage());
    }

    /** What is to be done about it. */
    public Kind kind() {
        return kind;
    }

    /** The place of the site that none of its selectors finds any more, by its key; null when that is not the reason. */
    public String drift() {
        return null;
    }

    /** Which part of the world it belongs to. */
    public FailureCategory category() {
        return category;
    }
}
