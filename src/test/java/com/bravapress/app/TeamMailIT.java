package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.jobs.JobStatus;
import com.bravapress.testing.Await;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is meant for people reaches them: messages to the team, and the news that a paid release came to nothing. */
class TeamMailIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();

    @Test
    void a_message_from_the_contact_page_reaches_the_team() {
        HttpResponse<String> page = HOUSE.web.get("/contact");
        String name = "Visitor " + UUID.randomUUID();
        HttpResponse<String> sent = HOUSE.web.form(
                "/contact",
                Map.of(
                        "name",
                        name,
                        "email",
                        "visitor@harbour.example",
                        "message",
                        "When does my release go out?",
                        "_csrf",
                        Web.csrf(page.body())),
                "Cookie",
                Web.cookie(page, "bp_csrf"));
        assertThat(sent.statusCode()).isEqualTo(303);
        await().until(() -> delivered("data->'model'->>'name' = '" + name + "'") == 1);
    }

    @Test
    void a_job_that_fails_for_good_moves_its_release_alerts_the_team_and_writes_to_it() {
        UUID release = Await.get(HOUSE.database.one("""
                INSERT INTO press_release_submissions (user_id, title, status)
                SELECT id, 'Left behind', 'paid' FROM auth.users LIMIT 1 RETURNING id
                """, row -> row.getUUID("id")));
        // Data that no handler can read: the queue gives the job up without ever asking the wire's handler to run it.
        long job = Await.get(HOUSE.database.one("""
                INSERT INTO jobs (type, data, max_attempts, submission_id)
                VALUES ('press_release_submission', '{"submission_id": "no id"}', 3, $1) RETURNING id
                """, row -> row.getLong("id"), release));
        await().until(() -> Await.get(HOUSE.database.one(
                        "SELECT status FROM jobs WHERE id = $1", row -> row.getString("status"), job))
                .equals(JobStatus.FAILED.id()));
        String status = Await.get(HOUSE.database.one(
                "SELECT status FROM press_release_submissions WHERE id = $1", row -> row.getString("status"), release));
        assertThat(status).isEqualTo("needs_attention");
        int alerts = Await.get(HOUSE.database.one(
                "SELECT count(*)::int AS n FROM alerts WHERE dedupe_key = $1 AND resolved_at IS NULL",
                row -> row.getInteger("n"),
                "release_at_rest:" + release));
        assertThat(alerts).isEqualTo(1);
        await().until(() -> delivered("submission_id = '" + release + "'") == 1);
    }

    private static int delivered(String where) {
        return Await.get(HOUSE.database.one(
                "SELECT count(*)::int AS n FROM jobs WHERE type = 'email_notification' AND status = 'completed' AND "
                        + where,
                row -> row.getInteger("n")));
    }
}
