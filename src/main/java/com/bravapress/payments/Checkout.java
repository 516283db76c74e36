package com.bravapress.payments;

import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.payments.stripe.HostedSession;
import com.bravapress.payments.stripe.NewSession;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.payments.stripe.StripeRefused;
import com.bravapress.payments.stripe.StripeUnavailable;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.Submission;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * From a finished draft to Stripe's page. A row of {@code checkouts} is committed before Stripe is asked, and its id is
 * the idempotency key: ten clicks, a crash in between or a lost answer all end at one session.
 */
public final class Checkout {
    private static final Duration OPEN_FOR = Duration.ofHours(23);
    /** Stripe wants at least 30 minutes left when a session is made, and a customer wants some when it is shown. */
    private static final Duration LEAST_TO_CREATE = Duration.ofMinutes(32);

    private static final Duration LEAST_TO_SHOW = Duration.ofMinutes(3);
    private static final int TRIES = 4;
    private static final FieldError HEADLINE_TAKEN =
            new FieldError("title", Releases.HEADLINE_RULE + " " + Releases.HEADLINE_TAKEN);

    private final Database database;
    private final Releases releases;
    private final CheckoutStore checkouts;
    private final Packages packages;
    private final StripeGateway stripe;
    private final Function<ReleaseText, Future<List<FieldError>>> faults;
    private final String publicUrl;
    private final Clock clock;
    private final Map<UUID, Future<HostedSession>> asking = new ConcurrentHashMap<>();

    /**
     * The checkout.
     *
     * @param faults what an editor would refuse in a text, found out away from the event loop; nothing may be paid for
     *     while there are any
     * @param publicUrl where customers come back to, without a slash at the end
     */
    public Checkout(
            Database database,
            Releases releases,
            CheckoutStore checkouts,
            Packages packages,
            StripeGateway stripe,
            Function<ReleaseText, Future<List<FieldError>>> faults,
            String publicUrl,
            Clock clock) {
        this.database = database;
        this.releases = releases;
        this.checkouts = checkouts;
        this.packages = packages;
        this.stripe = stripe;
        this.faults = faults;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * Opens the payment page for the release as it is now, or finds the one that is open.
     *
     * @throws AppException 404 for another's release, 409 when it is not for sale any more, 422 with the faults of the
     *     text, 503 when Stripe does not answer
     */
    public Future<CheckoutOpened> open(UUID submissionId, Principal customer) {
        return open(submissionId, customer, TRIES).recover(error -> Future.failedFuture(explained(error)));
    }

    private Future<CheckoutOpened> open(UUID submissionId, Principal customer, int tries) {
        if (tries == 0) {
            return Future.failedFuture(AppException.of(
                    Problem.CONFLICT, "The release was changed while the payment page was being opened. Try again."));
        }
        return read(submissionId, customer)
                .compose(version -> database.inTransaction(tx -> quote(tx, submissionId, customer, version)))
                .compose(found -> found.map(quote -> goOn(quote, submissionId, customer, tries))
                        .orElseGet(() -> open(submissionId, customer, tries - 1)));
    }

    private Future<CheckoutOpened> goOn(Quote quote, UUID submissionId, Principal customer, int tries) {
        if (!quote.isLive()) {
            return retire(quote).compose(gone -> open(submissionId, customer, tries - 1));
        }
        return quote.isOpen()
                ? Future.succeededFuture(opened(quote, quote.url()))
                : hosted(quote, customer)
                        .compose(shown -> shown.map(Future::succeededFuture)
                                .orElseGet(() -> open(submissionId, customer, tries - 1)));
    }

    /** The version that was read and found without fault; before the transaction, because reading takes its time. */
    private Future<Integer> read(UUID submissionId, Principal customer) {
        return releases.find(database, submissionId)
                .map(found -> forSale(found, customer))
                .compose(submission -> faultsOf(submission).map(wrong -> {
                    if (!wrong.isEmpty()) {
                        throw AppException.invalid(wrong);
                    }
                    return submission.version();
                }));
    }

    private Future<List<FieldError>> faultsOf(Submission submission) {
        return faults.apply(submission.text())
                .compose(wrong -> releases.headlineTaken(database, submission)
                        .map(taken -> taken
                                ? Stream.concat(wrong.stream(), Stream.of(HEADLINE_TAKEN))
                                        .toList()
                                : wrong));
    }

    /**
     * The live quote to go on with; one whose status is no longer live must be closed at Stripe before another is made.
     * Empty when the text is no longer the version that was read.
     */
    private Future<Optional<Quote>> quote(Tx tx, UUID submissionId, Principal customer, int version) {
        return releases.lock(tx, submissionId)
                .map(found -> forSale(found, customer))
                .compose(submission -> {
                    if (submission.version() != version) {
                        return Future.succeededFuture(Optional.empty());
                    }
                    Offer offer = packages.offer(submission.text().packageType());
                    return checkouts
                            .live(tx, submissionId)
                            .compose(live -> next(tx, submission, offer, live))
                            .map(Optional::of);
                });
    }

    private static Submission forSale(Optional<Submission> found, Principal customer) {
        Submission submission =
                found.filter(s -> s.userId().equals(customer.userId())).orElseThrow(AppException::notFound);
        if (!submission.status().isEditable()) {
            throw AppException.of(
                    Problem.CONFLICT,
                    "This release is " + submission.status().id().replace('_', ' ')
                            + ": there is nothing left to pay.");
        }
        return submission;
    }

    private Future<Quote> next(Tx tx, Submission submission, Offer offer, Optional<Quote> live) {
        Instant now = clock.instant();
        if (live.isPresent()) {
            Quote quote = live.get();
            Duration least = quote.isOpen() ? LEAST_TO_SHOW : LEAST_TO_CREATE;
            if (quote.isFor(submission.version(), offer) && quote.expiresAt().isAfter(now.plus(least))) {
                return Future.succeededFuture(quote);
            }
            if (quote.isOpen()) {
                return Future.succeededFuture(superseded(quote));
            }
            // Nobody was ever shown its address, so nobody can pay it.
        }
        return live.map(quote -> checkouts.expire(tx, quote.id()))
                .orElseGet(() -> Future.succeededFuture(0))
                .compose(gone -> releases.keepRevision(tx, submission))
                .compose(kept -> submission.status() == ReleaseStatus.PAYMENT_PENDING
                        ? Future.succeededFuture(submission)
                        : releases.move(tx, submission, ReleaseStatus.PAYMENT_PENDING, "checkout"))
                .compose(pending -> checkouts.insert(
                        tx,
                        submission.id(),
                        submission.version(),
                        offer,
                        now.plus(OPEN_FOR).truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Quote superseded(Quote quote) {
        return new Quote(
                quote.id(),
                quote.submissionId(),
                quote.revision(),
                quote.packageType(),
                quote.amountCents(),
                quote.currency(),
                "superseded",
                quote.sessionId(),
                quote.url(),
                quote.expiresAt());
    }

    /** Closes an outdated session at Stripe first, so that the customer cannot pay both. */
    private Future<Integer> retire(Quote quote) {
        return stripe.expire(quote.sessionId()).compose(session -> {
            if (session.isComplete()) {
                throw AppException.of(
                        Problem.CONFLICT,
                        "You have paid for this release already; the confirmation is on its way. Nothing more is due.");
            }
            return checkouts.expire(database, quote.id());
        });
    }

    /** Asks Stripe for the session and keeps it; empty when the quote was overtaken in the meantime. */
    private Future<Optional<CheckoutOpened>> hosted(Quote quote, Principal customer) {
        return ask(quote, customer)
                .compose(session -> checkouts
                        .open(database, quote.id(), session.id(), session.url())
                        .compose(noted -> checkouts.find(database, quote.id()))
                        .compose(now -> {
                            if (now.filter(Quote::isOpen).isPresent()) {
                                return Future.succeededFuture(now.map(q -> opened(q, q.url())));
                            }
                            return stripe.expire(session.id()).map(closed -> Optional.<CheckoutOpened>empty());
                        }))
                .recover(error -> error instanceof StripeRefused refused && refused.isForAnotherRequest()
                        ? checkouts.expire(database, quote.id()).map(gone -> Optional.<CheckoutOpened>empty())
                        : Future.failedFuture(error));
    }

    /** One call to Stripe for any number of clicks at once. */
    private Future<HostedSession> ask(Quote quote, Principal customer) {
        Promise<HostedSession> answer = Promise.promise();
        Future<HostedSession> running = asking.putIfAbsent(quote.id(), answer.future());
        if (running != null) {
            return running;
        }
        String page = publicUrl + "/dashboard/releases/" + quote.submissionId();
        stripe.create(new NewSession(
                        quote.id(),
                        quote.submissionId(),
                        quote.revision(),
                        packages.offer(quote.packageType()).product(),
                        quote.amountCents(),
                        quote.currency(),
                        customer.email(),
                        page + "?paid={CHECKOUT_SESSION_ID}",
                        page + "?cancelled=1",
                        quote.expiresAt()))
                .onComplete(done -> asking.remove(quote.id(), answer.future()))
                .onComplete(answer);
        return answer.future();
    }

    private static CheckoutOpened opened(Quote quote, String url) {
        return new CheckoutOpened(
                quote.submissionId(), ReleaseStatus.PAYMENT_PENDING.id(), quote.amountCents(), quote.currency(), url);
    }

    private static Throwable explained(Throwable error) {
        if (error instanceof StripeUnavailable || error instanceof StripeRefused) {
            AppException shown = AppException.later(
                    Problem.UNAVAILABLE,
                    "The payment page cannot be opened just now. Your release is kept and nothing was charged; try again in a minute.",
                    Duration.ofSeconds(30));
            shown.addSuppressed(error);
            return shown;
        }
        return error;
    }
}
