package com.bravapress.payments;

import com.bravapress.bus.Bus;
import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import com.bravapress.jobs.JobQueue;
import com.bravapress.jobs.JobStore;
import com.bravapress.jobs.JobType;
import com.bravapress.jobs.NewJob;
import com.bravapress.jobs.Timeline;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.payments.PaymentChannels.WebhookDelivery;
import com.bravapress.payments.PaymentChannels.WebhookVerdict;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.payments.stripe.StripeSignature;
import com.bravapress.releases.ReleaseStore;
import com.bravapress.releases.Releases;
import com.bravapress.sandbox.stripe.Box;
import com.bravapress.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The paying side of the house on a real database, and the words of a Stripe that signs what it says. */
final class Till {
    static final String SECRET = "whsec_test";
    static final Settings.Prices PRICES =
            new Settings.Prices("usd", Map.of("basic", 9_900, "premium", 39_500, "enterprise", 69_500));
    private static final JobType<Letter> MAIL =
            new JobType<>("email_notification", Letter.class, 3, Duration.ofMinutes(1));
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A mail as these tests count it. */
    record Letter(UUID submissionId) {}

    /** A release at the payment page, and the price it was offered at. */
    record Pending(UUID submission, UUID customer, Quote quote) {}

    final Database database;
    final Bus bus;
    final Clock clock;
    final CheckoutStore checkouts = new CheckoutStore();
    final PaymentStore payments = new PaymentStore();
    final Packages packages = new Packages(PRICES);
    final Releases releases;
    private final JobQueue queue;
    private final Timeline timeline;

    Till(Vertx vertx, Database database) {
        this(vertx, database, Clock.fixed(Instant.parse("2026-11-02T10:00:00Z"), ZoneOffset.UTC));
    }

    Till(Vertx vertx, Database database, Clock clock) {
        this.clock = clock;
        this.database = database;
        this.bus = Bus.install(vertx);
        this.timeline = new Timeline(new TimelineStore(), bus);
        this.releases = new Releases(new ReleaseStore(), timeline);
        this.queue = new JobQueue(new JobStore(), bus);
    }

    WebhookIntake intake() {
        return intake((tx, notice) -> queue.enqueue(
                tx,
                NewJob.now(MAIL, new Letter(notice.submissionId()), null).about(notice.submissionId()),
                "payments"));
    }

    WebhookIntake intake(PaidMail mail) {
        PaymentAlerts alerts = new PaymentAlerts(new AlertStore(), timeline);
        return new WebhookIntake(
                database,
                new StripeSignature(List.of(SECRET, Box.WEBHOOK_SECRET), clock),
                new StripeEventStore(),
                payments,
                new Bookkeeping(releases, checkouts, payments, queue, alerts, mail, false),
                new Aftermath(releases, checkouts, payments, alerts),
                alerts,
                false);
    }

    UUID customer() {
        String email = "customer-" + COUNT.incrementAndGet() + "@example.com";
        return Await.get(database.one("""
                INSERT INTO auth.users (email, password_hash, accepted_terms_at) VALUES ($1, 'x', now()) RETURNING id
                """, row -> row.getUUID("id"), email));
    }

    UUID draft(UUID customer) {
        return Await.get(database.one("""
                INSERT INTO press_release_submissions (user_id, title) VALUES ($1, 'Harbour opens') RETURNING id
                """, row -> row.getUUID("id"), customer));
    }

    /** A release whose customer is at the payment page of session {@code cs_<submission>}. */
    Pending pending() {
        UUID customer = customer();
        UUID id = draft(customer);
        Quote quote = Await.get(database.inTransaction(tx -> releases.lock(tx, id)
                .compose(found -> releases.keepRevision(tx, found.orElseThrow())
                        .compose(kept -> releases.move(
                                tx,
                                found.orElseThrow(),
                                com.bravapress.releases.ReleaseStatus.PAYMENT_PENDING,
                                "test")))
                .compose(moved -> checkouts.insert(
                        tx, id, 1, packages.offer("basic"), clock.instant().plusSeconds(80_000)))));
        Await.get(checkouts.open(database, quote.id(), "cs_" + id, "https://pay.example/" + id));
        return new Pending(id, customer, quote);
    }

    /** Signs and hands in an event. */
    static Future<WebhookVerdict> hand(WebhookIntake intake, Clock clock, JsonObject event) {
        String payload = event.encode();
        return intake.take(new WebhookDelivery(
                payload, Signed.header(payload, SECRET, clock.instant().getEpochSecond())));
    }

    int count(String table, UUID submission) {
        return Await.get(database.one(
                "SELECT count(*)::int AS n FROM " + table + " WHERE submission_id = $1",
                row -> row.getInteger("n"),
                submission));
    }

    int count(String from) {
        return Await.get(database.one("SELECT count(*)::int AS n FROM " + from, row -> row.getInteger("n")));
    }

    /** Everything that matters about a release and its money, in one comparable line. */
    String state(UUID submission) {
        return Await.get(database.one("""
                SELECT s.status || ' rev ' || coalesce(s.paid_revision::text, '-')
                    || ', payments ' || coalesce((SELECT string_agg(status || ' ' || amount_cents || ' '
                        || coalesce(receipt_url, 'no receipt'), '+') FROM payments WHERE submission_id = s.id), 'none')
                    || ', checkouts ' || (SELECT string_agg(status, '+') FROM checkouts WHERE submission_id = s.id)
                    || ', releases queued ' || (SELECT count(*) FROM jobs
                        WHERE submission_id = s.id AND type = 'press_release_submission')
                    || ', mails ' || (SELECT count(*) FROM jobs
                        WHERE submission_id = s.id AND type = 'email_notification') AS line
                FROM press_release_submissions s WHERE s.id = $1
                """, row -> row.getString("line"), submission));
    }

    static JsonObject event(String type, JsonObject object) {
        return new JsonObject()
                .put("id", "evt_" + UUID.randomUUID())
                .put("object", "event")
                .put("api_version", StripeGateway.apiVersion())
                .put("created", 1_790_000_000)
                .put("livemode", false)
                .put("type", type)
                .put("data", new JsonObject().put("object", object));
    }

    static JsonObject metadata(Pending pending) {
        return new JsonObject()
                .put("submission_id", pending.submission.toString())
                .put("checkout_id", pending.quote.id().toString())
                .put("revision", Integer.toString(pending.quote.revision()));
    }

    static String intentId(Pending pending) {
        return "pi_" + pending.submission;
    }

    static JsonObject session(Pending pending, String status, String paymentStatus) {
        return new JsonObject()
                .put("id", "cs_" + pending.submission)
                .put("object", "checkout.session")
                .put("mode", "payment")
                .put("status", status)
                .put("payment_status", paymentStatus)
                .put("amount_total", pending.quote.amountCents())
                .put("currency", pending.quote.currency())
                .put("client_reference_id", pending.submission.toString())
                .put("payment_intent", intentId(pending))
                .put("metadata", metadata(pending));
    }

    static JsonObject intent(Pending pending, String status) {
        return new JsonObject()
                .put("id", intentId(pending))
                .put("object", "payment_intent")
                .put("status", status)
                .put("amount", pending.quote.amountCents())
                .put("amount_received", status.equals("succeeded") ? pending.quote.amountCents() : 0)
                .put("currency", pending.quote.currency())
                .put("metadata", metadata(pending));
    }

    static JsonObject charge(Pending pending, int refunded) {
        return new JsonObject()
                .put("id", "ch_" + pending.submission)
                .put("object", "charge")
                .put("amount", pending.quote.amountCents())
                .put("amount_refunded", refunded)
                .put("currency", pending.quote.currency())
                .put("payment_intent", intentId(pending))
                .put("receipt_url", "https://receipts.example/1");
    }

    static JsonObject completed(Pending pending) {
        return event("checkout.session.completed", session(pending, "complete", "paid"));
    }

    static JsonObject dispute(Pending pending) {
        return event(
                "charge.dispute.created",
                new JsonObject()
                        .put("id", "dp_" + pending.submission)
                        .put("object", "dispute")
                        .put("amount", pending.quote.amountCents())
                        .put("payment_intent", intentId(pending))
                        .put("reason", "fraudulent"));
    }
}
