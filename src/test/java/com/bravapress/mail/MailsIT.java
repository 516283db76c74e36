package com.bravapress.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.jobs.JobQueue;
import com.bravapress.jobs.JobStore;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MailsIT {
    private static final Map<String, Object> MODEL =
            Map.of("public_url", "https://press.example", "message", "The wire is closed", "path", "/dashboard/admin");

    @Test
    void a_mail_is_a_job_that_waits_once_per_key(Vertx vertx) {
        Database database = TestDatabase.open(vertx);
        Mails mails = mails(vertx);
        Optional<Long> first = Await.get(queued(database, mails, "alert:1"));
        assertThat(first).isPresent();
        assertThat(Await.get(queued(database, mails, "alert:1"))).isEmpty();
        assertThat(Await.get(queued(database, mails, "alert:2"))).isPresent();
        JsonObject job = Await.get(database.one(
                "SELECT to_jsonb(j) AS j FROM jobs j WHERE id = $1", row -> row.getJsonObject("j"), first.get()));
        assertThat(job.getString("type")).isEqualTo("email_notification");
        assertThat(job.getInteger("max_attempts")).isEqualTo(5);
        assertThat(job.getJsonObject("data"))
                .isEqualTo(new JsonObject()
                        .put("kind", "alert")
                        .put("to", "team@press.example")
                        .put("model", new JsonObject(MODEL)));
    }

    @Test
    void a_mail_leaves_with_its_transaction_or_not_at_all(Vertx vertx) {
        Database database = TestDatabase.open(vertx);
        Mails mails = mails(vertx);
        assertThatThrownBy(() -> Await.get(database.inTransaction(
                        tx -> mails.queue(tx, MailKind.ALERT, "team@press.example", MODEL, null, "k", "test")
                                .compose(id -> Future.failedFuture(new IllegalStateException("no"))))))
                .hasMessage("no");
        assertThatThrownBy(() -> Await.get(database.inTransaction(
                        tx -> mails.queue(tx, MailKind.ALERT, "team@press.example", Map.of(), null, "k", "test"))))
                .hasMessage("alert needs [message, path, public_url]");
        int jobs = Await.get(database.one("SELECT count(*)::int AS n FROM jobs", row -> row.getInteger("n")));
        assertThat(jobs).isZero();
    }

    private static Future<Optional<Long>> queued(Database database, Mails mails, String key) {
        return database.inTransaction(
                tx -> mails.queue(tx, MailKind.ALERT, "team@press.example", MODEL, null, key, "test"));
    }

    private static Mails mails(Vertx vertx) {
        Bus bus = Bus.install(vertx);
        return new Mails(new JobQueue(new JobStore(), bus));
    }
}
