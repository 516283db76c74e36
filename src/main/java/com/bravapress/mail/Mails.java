package com.bravapress.mail;

import com.bravapress.database.Tx;
import com.bravapress.jobs.JobQueue;
import com.bravapress.jobs.JobType;
import com.bravapress.jobs.NewJob;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The front door: features queue mails in the transaction that makes them true. */
public final class Mails {
    /** The type of every mail job. */
    public static final JobType<Mail> TYPE = new JobType<>("email_notification", Mail.class, 5, Duration.ofSeconds(30));

    private final JobQueue queue;

    /** Mails through this queue. */
    public Mails(JobQueue queue) {
        this.queue = queue;
    }

    /**
     * Queues a mail; it leaves after the commit.
     *
     * @param model has every value that the kind names
     * @param about the release it is about, or null
     * @param dedupeKey while a mail of this key waits, no second one is queued; whoever may ask again after it was sent
     *     must queue it in the same transaction as a change that happens only once
     * @param actor for the timeline: who or what caused it
     * @return the job's id; empty when such a mail waits already
     * @throws IllegalArgumentException when the model lacks a value
     */
    public Future<Optional<Long>> queue(
            Tx tx, MailKind kind, String to, Map<String, Object> model, UUID about, String dedupeKey, String actor) {
        Set<String> missing = kind.missingFrom(model);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(kind.id() + " needs " + missing);
        }
        return queue.enqueue(
                tx, NewJob.now(TYPE, new Mail(kind.id(), to, model), dedupeKey).about(about), actor);
    }
}
