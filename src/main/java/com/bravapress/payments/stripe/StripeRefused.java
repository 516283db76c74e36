package com.bravapress.payments.stripe;

/** Stripe understood the call and said no (a 4xx): repeating it will not help. */
public final class StripeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    StripeRefused(String type, String message, Throwable cause) {
        super(message, cause);
        this.type = type == null ? "" : type;
    }

    /** Whether the idempotency key was used before with other parameters. */
    public boolean isForAnotherRequest() {
        return type.equals("idempotency_error");
    }
}
