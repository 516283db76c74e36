package com.bravapress.payments.stripe;

/** Stripe did not answer, answered with an error of its own, or is left alone for a while by the circuit breaker. */
public final class StripeUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StripeUnavailable(Throwable cause) {
        super("Stripe does not answer", cause);
    }
}
