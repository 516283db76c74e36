package com.bravapress.mail;

import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobHandler;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobRun;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders a queued mail and hands it to the gateway. */
public final class MailHandler implements JobHandler<Mail> {
    private static final Logger LOG = LoggerFactory.getLogger(MailHandler.class);
    private static final int ID_BYTES = 8;

    private final Vertx vertx;
    private final MailGateway gateway;
    private final String from;
    private final MailTemplates templates = new MailTemplates();

    /**
     * A handler.
     *
     * @param from the sender, {@code Name <address>}
     */
    public MailHandler(Vertx vertx, MailGateway gateway, String from) {
        this.vertx = vertx;
        this.gateway = gateway;
        this.from = from;
    }

    @Override
    public Future<JobOutcome> run(JobRun<Mail> run) {
        Mail mail = run.payload();
        Optional<MailKind> kind = MailKind.named(mail.kind());
        if (kind.isEmpty()) {
            return rejected("there is no mail \"" + mail.kind() + "\"");
        }
        // One bare address: a comma or a line break would add recipients or headers.
        if (mail.to() == null || !mail.to().matches("[^@\\s<>\",;:\\p{Cntrl}]+@[^@\\s<>\",;:\\p{Cntrl}]+")) {
            return rejected("the recipient is not an e-mail address");
        }
        return vertx.executeBlocking(
                        () -> templates.render(id(run.id(), mail), from, mail.to(), kind.get(), mail.model()), false)
                .compose(gateway::send)
                .map(MailHandler::outcome)
                .otherwise(MailHandler::outcome);
    }

    private static JobOutcome outcome(MailGateway.Delivery delivery) {
        return delivery.accepted()
                ? new JobOutcome.Done(new JsonObject().put("success", true).put("message_id", delivery.detail()))
                : new JobOutcome.Reject(FailureCategory.SYSTEM, "the mail server refused it: " + delivery.detail());
    }

    private static JobOutcome outcome(Throwable error) {
        if (error instanceof MailTemplates.UnusableMail) {
            LOG.error("a mail cannot be written", error);
            return new JobOutcome.Reject(FailureCategory.SYSTEM, error.getMessage());
        }
        return new JobOutcome.Retry(
                FailureCategory.SYSTEM,
                "the mail could not be sent: " + Letter.oneLine(String.valueOf(error.getMessage())));
    }

    private static Future<JobOutcome> rejected(String why) {
        return Future.succeededFuture(new JobOutcome.Reject(FailureCategory.SYSTEM, why));
    }

    /**
     * The same for every attempt at a job. The job's number alone would come again in a fresh database, and mail servers
     * drop what they take for a repeat: so the content is in it too.
     */
    private static String id(long jobId, Mail mail) {
        String content = mail.kind() + "\n" + mail.to() + "\n" + new TreeMap<>(mail.model());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "job-" + jobId + "-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
