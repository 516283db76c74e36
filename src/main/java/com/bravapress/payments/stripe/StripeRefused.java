package com.bravapress.payments.stripe;

/** Stripe understood the call and said no (a 4xx): repeating it will not help. */
public final class StripeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String code;

    StripeRefused(String type, String code, String message, Throwable cause) {
        super(message, cause);
        this.type = type == null ? "" : type;
        this.code = code == null ? "" : code;
    }

    /** Whether the whole payment went back before. */
    public boolean isRefundedAlready() {
        return code.equals("charge_already_refunded");
    }

    /** Whether the idempotency key was used before with other parameters. */
    public boolean isForAnotherRequest() {
        return type.equals("idempotency_error");
    }
}
