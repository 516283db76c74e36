package com.bravapress.app;

import com.bravapress.accounts.AuditStore;
import com.bravapress.accounts.User;
import com.bravapress.admin.AdminRoutes;
import com.bravapress.admin.AlertRoutes;
import com.bravapress.admin.ConsoleRoutes;
import com.bravapress.admin.ConsoleStore;
import com.bravapress.admin.DossierStore;
import com.bravapress.admin.JobControl;
import com.bravapress.admin.JobControlRoutes;
import com.bravapress.admin.LiveStream;
import com.bravapress.admin.OpenAlertStore;
import com.bravapress.admin.ReleaseDesk;
import com.bravapress.admin.ReleaseDeskRoutes;
import com.bravapress.admin.Resolutions;
import com.bravapress.admin.Retries;
import com.bravapress.admin.WireRoutes;
import com.bravapress.config.Settings;
import com.bravapress.config.Settings.ProcessRole;
import com.bravapress.database.DatabaseConflict;
import com.bravapress.database.DatabaseUnavailable;
import com.bravapress.http.ApiContract;
import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import com.bravapress.http.HttpOptions;
import com.bravapress.http.Pages;
import com.bravapress.http.Problem;
import com.bravapress.http.Routes;
import com.bravapress.http.Site;
import com.bravapress.jobs.JobDesk;
import com.bravapress.jobs.TypeDesk;
import com.bravapress.mail.MailKind;
import com.bravapress.payments.Aftermath;
import com.bravapress.payments.AlertStore;
import com.bravapress.payments.Bookkeeping;
import com.bravapress.payments.Checkout;
import com.bravapress.payments.CheckoutStore;
import com.bravapress.payments.Money;
import com.bravapress.payments.Packages;
import com.bravapress.payments.PaidMail;
import com.bravapress.payments.PaymentAlerts;
import com.bravapress.payments.PaymentRoutes;
import com.bravapress.payments.PaymentStore;
import com.bravapress.payments.Refunds;
import com.bravapress.payments.StripeEventStore;
import com.bravapress.payments.WebhookIntake;
import com.bravapress.payments.WebhookRoutes;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.payments.stripe.StripeSignature;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.releases.studio.DashboardRoutes;
import com.bravapress.releases.studio.ReleaseApi;
import com.bravapress.releases.studio.ReleaseEvents;
import com.bravapress.releases.studio.StudioRoutes;
import com.bravapress.releases.studio.WritingApi;
import com.bravapress.wire.InDoubt;
import com.bravapress.wire.ReleaseRest;
import com.bravapress.wire.WireStepStore;
import com.bravapress.wire.drift.WatchStore;
import com.bravapress.writing.OfflineWriter;
import com.bravapress.writing.ReleaseText;
import com.bravapress.writing.rules.EditorialCheck;
import com.bravapress.writing.rules.Severity;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What faces people and Stripe: the endpoints of the roles that this process has. */
final class Front {
    private static final int MOST_STREAMS = 200;
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(2);

    private final Rooms rooms;
    private final HttpOptions options;
    private final LiveStream live;
    private final WebhookIntake intake;
    private final Site site;

    Front(Rooms rooms, PrometheusMeterRegistry meters) {
        this.rooms = rooms;
        Settings settings = rooms.settings;
        Packages packages = new Packages(settings.prices());
        ConsoleStore console = new ConsoleStore();
        DossierStore dossiers = new DossierStore(console, rooms.timelines);
        live = new LiveStream(rooms.database, rooms.timelines, console, rooms.authenticator, MOST_STREAMS);
        PaymentStore payments = new PaymentStore();
        CheckoutStore checkouts = new CheckoutStore();
        intake = intake(payments, checkouts);
        StripeGateway stripe = new StripeGateway(rooms.vertx, settings.stripe());
        Refunds refunds = new Refunds(rooms.database, rooms.releases, payments, stripe);
        Checkout checkout = new Checkout(
                rooms.database,
                rooms.releases,
                checkouts,
                packages,
                stripe,
                this::faults,
                settings.web().publicUrl(),
                rooms.clock);
        options = new HttpOptions(
                settings.web().host(),
                settings.web().port(),
                settings.web().secure(),
                settings.accounts().jwtSecret(),
                settings.jobs().workerToken(),
                formTargets(settings));
        List<Routes> routes = new ArrayList<>();
        routes.add(new OperationsRoutes(
                rooms.bus,
                rooms.database,
                meters,
                options,
                has(ProcessRole.WORKER),
                ApiContract.bundled().text()));
        if (has(ProcessRole.WEB)) {
            routes.addAll(forCustomers(packages, new PaymentRoutes(rooms.database, checkout, payments)));
        }
        if (has(ProcessRole.WEB) || has(ProcessRole.ADMIN)) {
            routes.add(rooms.accountRoutes);
        }
        if (has(ProcessRole.WEBHOOKS)) {
            routes.add(new WebhookRoutes(rooms.bus));
        }
        if (has(ProcessRole.ADMIN)) {
            routes.addAll(forTheTeam(console, dossiers, refunds));
        }
        site = new Site(
                options,
                new Pages(
                        rooms.vertx,
                        Map.of(
                                "public_url", settings.web().publicUrl(),
                                "assets", assetsVersion(),
                                "sandbox", settings.needsSandbox())),
                rooms.authenticator,
                routes,
                Front::translate);
    }

    private boolean has(ProcessRole role) {
        return rooms.settings.roles().contains(role);
    }

    private List<Routes> forCustomers(Packages packages, PaymentRoutes payments) {
        WritingApi writing = new WritingApi(rooms.drafts, new OfflineWriter());
        return List.of(
                new PublicRoutes(packages.all(), rooms.settings.web().publicUrl()),
                new ContactRoutes(rooms),
                new DashboardRoutes(rooms.database, rooms.drafts, rooms.releases, rooms.timelines),
                new StudioRoutes(rooms.drafts, writing, packages.all()),
                new ReleaseApi(rooms.drafts),
                writing,
                new ReleaseEvents(
                        rooms.vertx, rooms.database, rooms.bus, rooms.timelines, rooms.drafts, rooms.authenticator),
                payments);
    }

    private List<Routes> forTheTeam(ConsoleStore console, DossierStore dossiers, Refunds refunds) {
        JobDesk desk = new JobDesk(
                rooms.timeline,
                rooms.bus,
                Map.of(
                        ReleaseJob.TYPE.name(),
                        new ReleaseRest(rooms.releases, new WireStepStore(), new Trouble(rooms))));
        AuditStore audit = new AuditStore();
        Retries retries = new Retries(rooms.database, desk, dossiers, audit);
        InDoubt doubts = new InDoubt(new WireStepStore(), rooms.releases);
        ReleaseDesk releases =
                new ReleaseDesk(rooms.database, rooms.releases, refunds, doubts, desk, rooms.queue, dossiers, audit);
        Resolutions resolutions = new Resolutions(rooms.database, doubts, desk, dossiers, audit, releases);
        return List.of(
                new ConsoleRoutes(rooms.database, console, dossiers),
                new ReleaseDeskRoutes(releases),
                new JobControlRoutes(new JobControl(rooms.database, desk, new TypeDesk(rooms.bus), audit)),
                new WireRoutes(rooms.database, new WatchStore(), audit),
                new AlertRoutes(rooms.database, new OpenAlertStore(), audit),
                new AdminRoutes(rooms.database, console, dossiers, retries, resolutions, live));
    }

    Site site() {
        return site;
    }

    HttpOptions options() {
        return options;
    }

    LiveStream live() {
        return live;
    }

    WebhookIntake intake() {
        return intake;
    }

    private WebhookIntake intake(PaymentStore payments, CheckoutStore checkouts) {
        Settings settings = rooms.settings;
        PaymentAlerts alerts = new PaymentAlerts(new AlertStore(), rooms.timeline);
        Bookkeeping books = new Bookkeeping(
                rooms.releases,
                checkouts,
                payments,
                rooms.queue,
                alerts,
                confirmation(),
                settings.wire().testMode());
        return new WebhookIntake(
                rooms.database,
                new StripeSignature(settings.stripe().webhookSecrets(), rooms.clock),
                new StripeEventStore(),
                payments,
                books,
                new Aftermath(rooms.releases, checkouts, payments, alerts),
                alerts,
                settings.stripe().secretKey().contains("_live_"));
    }

    private PaidMail confirmation() {
        return (tx, paid) -> rooms.users.byId(tx, paid.userId()).compose(found -> {
            User customer = found.orElseThrow();
            return rooms.mails.queue(
                    tx,
                    MailKind.PAYMENT_CONFIRMED,
                    customer.email(),
                    Map.of(
                            "public_url", rooms.settings.web().publicUrl(),
                            "submission_id", paid.submissionId().toString(),
                            "full_name", customer.fullName(),
                            "title", paid.title(),
                            "package", paid.packageName(),
                            "amount", Money.words(paid.amountCents(), paid.currency())),
                    paid.submissionId(),
                    "paid/" + paid.paymentIntentId(),
                    "payment:" + paid.paymentIntentId());
        });
    }

    /** What stands in the way of paying. Not on the event loop: the rules read a long text many times. */
    private Future<List<FieldError>> faults(ReleaseText text) {
        return rooms.vertx.executeBlocking(
                () -> EditorialCheck.check(text, rooms.clock.instant()).issues().stream()
                        .filter(issue -> issue.severity() == Severity.ERROR)
                        .map(issue -> new FieldError(issue.field(), issue.rule() + " " + issue.message()))
                        .toList(),
                false);
    }

    /** Chromium holds redirects of a form to the form-action policy, so the payment page's origin is in it. */
    private static List<String> formTargets(Settings settings) {
        return settings.stripe().mode() == Settings.Mode.SANDBOX
                ? List.of("http://127.0.0.1:" + settings.sandboxPort(), "http://localhost:" + settings.sandboxPort())
                : List.of("https://checkout.stripe.com");
    }

    private static Optional<AppException> translate(Throwable failure) {
        if (failure instanceof DatabaseUnavailable) {
            return Optional.of(AppException.later(
                    Problem.UNAVAILABLE,
                    "The database does not answer. Nothing was changed; please try again in a moment.",
                    DATABASE_RETRY));
        }
        if (failure instanceof DatabaseConflict) {
            return Optional.of(AppException.of(
                    Problem.CONFLICT, "Somebody was quicker. Nothing was changed; reload and try again.", failure));
        }
        return Optional.empty();
    }

    /** Changes with every build, so that assets can be kept for a year. */
    private static String assetsVersion() {
        try {
            Path jar = Path.of(Front.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Long.toString(java.nio.file.Files.getLastModifiedTime(jar).toMillis(), Character.MAX_RADIX);
        } catch (java.net.URISyntaxException | java.io.IOException e) {
            return Version.text();
        }
    }
}
