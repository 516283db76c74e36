package com.bravapress.releases;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a release stands, from the first word to the wire. The transitions are the specification ({@code
 * docs/release-status.md} draws them); the CHECK constraint {@code submissions_status} lists the same names.
 */
public enum ReleaseStatus {
    /** Being written; the only status in which the text can change. */
    DRAFT,
    /** The customer is at the payment page. */
    PAYMENT_PENDING,
    /** Stripe confirmed the payment; a job exists. */
    PAID,
    /** On its way through the wire. */
    PROCESSING,
    /** The wire has it. */
    COMPLETED,
    /** Given up; the money is owed back unless a person finds another way. */
    FAILED,
    /** The wire's editors want it changed. */
    NEEDS_CHANGES,
    /** A person of the team must decide. */
    NEEDS_ATTENTION,
    /** A person buys the wire's package by hand. */
    AWAITING_MANUAL_PAYMENT,
    /** The money went back; final. */
    REFUNDED,
    /** Given up before it was paid; final. */
    CANCELLED;

    /** Whether the table allows this step. */
    public boolean canBecome(ReleaseStatus next) {
        return successors().contains(next);
    }

    /** Whether the customer may still change the text. */
    public boolean isEditable() {
        return this == DRAFT || this == PAYMENT_PENDING;
    }

    /** Whether money was received and the release is in our hands. */
    public boolean isPaid() {
        return !EnumSet.of(DRAFT, PAYMENT_PENDING, CANCELLED, REFUNDED).contains(this);
    }

    /** The name in rows and answers: {@code payment_pending}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of this name; an unknown one is an {@link IllegalArgumentException}. */
    public static ReleaseStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    private Set<ReleaseStatus> successors() {
        return switch (this) {
            // Paid straight from draft: the payment of a session that the customer had turned away from.
            case DRAFT -> EnumSet.of(PAYMENT_PENDING, PAID, NEEDS_ATTENTION, CANCELLED);
            case PAYMENT_PENDING -> EnumSet.of(DRAFT, PAID, NEEDS_ATTENTION, CANCELLED);
            case PAID -> EnumSet.of(PROCESSING, FAILED, NEEDS_ATTENTION, REFUNDED);
            case PROCESSING ->
                EnumSet.of(PAID, COMPLETED, FAILED, NEEDS_CHANGES, NEEDS_ATTENTION, AWAITING_MANUAL_PAYMENT, REFUNDED);
            case COMPLETED -> EnumSet.of(NEEDS_CHANGES, REFUNDED);
            case FAILED -> EnumSet.of(PAID, PROCESSING, REFUNDED);
            case NEEDS_CHANGES -> EnumSet.of(PAID, PROCESSING, COMPLETED, REFUNDED);
            case NEEDS_ATTENTION -> EnumSet.of(PAID, PROCESSING, COMPLETED, FAILED, REFUNDED);
            case AWAITING_MANUAL_PAYMENT -> EnumSet.of(PROCESSING, FAILED, REFUNDED);
            case REFUNDED, CANCELLED -> EnumSet.noneOf(ReleaseStatus.class);
        };
    }
}
