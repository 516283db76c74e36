package com.bravapress.payments.stripe;

import com.bravapress.config.Settings;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.UUID;

/**
 * Every call to Stripe: on a pool of its own, because stripe-java blocks, behind a circuit breaker and with time limits.
 * Fails with {@link StripeRefused} or {@link StripeUnavailable} and nothing else.
 */
public final class StripeGateway {
    private static final int THREADS = 4;
    private static final int CONNECT_MS = 2_000;
    private static final int READ_MS = 6_000;
    private static final int RETRIES = 2;
    private static final int FAILURES = 5;
    private static final long RESET_MS = 5_000;
    /** Longer than all of stripe-java's own tries together. */
    private static final long CALL_MS = 27_000;

    private final StripeClient client;
    private final WorkerExecutor pool;
    private final CircuitBreaker breaker;

    /** A gateway to the Stripe of these settings. */
    public StripeGateway(Vertx vertx, Settings.Stripe settings) {
        this.client = StripeClient.builder()
                .setApiKey(settings.secretKey())
                .setApiBase(settings.apiBase())
                .setConnectTimeout(CONNECT_MS)
                .setReadTimeout(READ_MS)
                .setMaxNetworkRetries(RETRIES)
                .build();
        this.pool = vertx.createSharedWorkerExecutor("stripe", THREADS);
        this.breaker = CircuitBreaker.create(
                        "stripe",
                        vertx,
                        new CircuitBreakerOptions()
                                .setMaxFailures(FAILURES)
                                .setTimeout(CALL_MS)
                                .setResetTimeout(RESET_MS))
                // A refusal is an answer: it says nothing about Stripe's health.
                .failurePolicy(answer -> answer.failed() && !(answer.cause() instanceof StripeRefused));
    }

    /** The version of Stripe's API that this program speaks; the stand-in speaks the same. */
    public static String apiVersion() {
        return Stripe.API_VERSION;
    }

    /** The state of the circuit breaker: CLOSED, OPEN or HALF_OPEN. */
    public String state() {
        return breaker.state().name();
    }

    /** Makes the session, or finds the one that was made for the same checkout before. */
    public Future<HostedSession> create(NewSession wanted) {
        RequestOptions options = RequestOptions.builder()
                .setIdempotencyKey("checkout-" + wanted.checkoutId())
                .build();
        return call(() -> client.v1().checkout().sessions().create(params(wanted), options))
                .map(StripeGateway::hosted);
    }

    /** Closes a session to payment; one that is no longer open is returned as it is. */
    public Future<HostedSession> expire(String sessionId) {
        return call(() -> client.v1().checkout().sessions().expire(sessionId))
                .recover(error -> error instanceof StripeRefused
                        ? call(() -> client.v1().checkout().sessions().retrieve(sessionId))
                        : Future.failedFuture(error))
                .map(StripeGateway::hosted);
    }

    /**
     * Gives back what is left of a payment. Asked again for the same payment, Stripe answers with the refund it made.
     *
     * @param paymentId ours; the idempotency key
     */
    public Future<MadeRefund> refund(UUID paymentId, String paymentIntent, UUID submissionId) {
        RequestOptions options = RequestOptions.builder()
                .setIdempotencyKey("refund-" + paymentId)
                .build();
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(paymentIntent)
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata("submission_id", submissionId.toString())
                .build();
        return call(() -> client.v1().refunds().create(params, options))
                .map(made -> new MadeRefund(made.getId(), made.getAmount(), made.getCurrency(), made.getStatus()));
    }

    /** Succeeds when Stripe takes the key. */
    public Future<Void> ping() {
        return call(() -> client.v1().balance().retrieve()).mapEmpty();
    }

    private static HostedSession hosted(Session session) {
        return new HostedSession(session.getId(), session.getUrl(), session.getStatus());
    }

    private static SessionCreateParams params(NewSession wanted) {
        Map<String, String> metadata = Map.of(
                "submission_id", wanted.submissionId().toString(),
                "checkout_id", wanted.checkoutId().toString(),
                "revision", Integer.toString(wanted.revision()));
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(wanted.submissionId().toString())
                .putAllMetadata(metadata)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putAllMetadata(metadata)
                        .build())
                .setCustomerEmail(wanted.customerEmail())
                .setSuccessUrl(wanted.successUrl())
                .setCancelUrl(wanted.cancelUrl())
                .setExpiresAt(wanted.expiresAt().getEpochSecond())
                .addLineItem(LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(LineItem.PriceData.builder()
                                .setUnitAmount((long) wanted.amountCents())
                                .setCurrency(wanted.currency())
                                .setProductData(LineItem.PriceData.ProductData.builder()
                                        .setName(wanted.product())
                                        .build())
                                .build())
                        .build())
                .build();
    }

    private <T> Future<T> call(StripeCall<T> call) {
        return breaker.execute(() -> pool.executeBlocking(() -> answered(call), false))
                .recover(error -> Future.failedFuture(
                        error instanceof StripeRefused || error instanceof StripeUnavailable
                                ? error
                                : new StripeUnavailable(error)));
    }

    private static <T> T answered(StripeCall<T> call) {
        try {
            return call.run();
        } catch (ApiConnectionException e) {
            throw new StripeUnavailable(e);
        } catch (StripeException e) {
            Integer status = e.getStatusCode();
            boolean refusal = e instanceof InvalidRequestException
                    || (status != null && status >= 400 && status < 500 && status != 429);
            if (!refusal) {
                throw new StripeUnavailable(e);
            }
            String type = e.getStripeError() == null ? "" : e.getStripeError().getType();
            throw new StripeRefused(type, e.getCode(), e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface StripeCall<T> {
        T run() throws StripeException;
    }
}
