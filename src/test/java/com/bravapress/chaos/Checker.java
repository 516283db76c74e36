package com.bravapress.chaos;

import com.bravapress.jobs.JobStatus;
import com.bravapress.releases.ReleaseStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the program's database and the ledgers of the outside world at rest, and names every violation of the invariants
 * of the queue, the money and the wire. It knows nothing of which faults there were.
 */
final class Checker {
    private static final Map<String, Integer> PRICES = Map.of("basic", 9_900, "premium", 39_500, "enterprise", 69_500);
    private static final Set<String> WAITS_FOR_A_PERSON =
            Set.of("needs_attention", "awaiting_manual_payment", "failed");

    private final World world;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<String> people = new ArrayList<>();
    private JsonObject wire;
    private Map<String, JsonObject> intents;

    Checker(World world) {
        this.world = world;
    }

    /** What was found: {@code violations} is empty when everything held; {@code people} says what a person must decide. */
    record Verdict(List<String> violations, Map<String, Integer> counts, List<String> people) {
        int count(String what) {
            return counts.getOrDefault(what, 0);
        }
    }

    Verdict check() throws SQLException, IOException {
        wire = new JsonObject(
                world.send("GET", world.sandbox() + "/wire/ledger", null, null).body());
        intents = world
                .outside("SELECT body FROM sandbox.stripe_objects WHERE object = 'payment_intent'"
                        + " AND body ->> 'status' = 'succeeded'")
                .stream()
                .map(row -> new JsonObject(row.get(0)))
                .collect(Collectors.toMap(
                        each -> each.getJsonObject("metadata", new JsonObject()).getString("submission_id", ""),
                        each -> each,
                        (first, second) -> first.put("second", second.getString("id"))));
        for (List<String> row : world.query("""
                SELECT s.id, s.status, s.title, s.package_type, s.payment_amount, s.stripe_payment_intent_id,
                    s.einpresswire_submission_id,
                    (SELECT count(*) FROM jobs j WHERE j.submission_id = s.id AND j.type = 'press_release_submission'),
                    (SELECT string_agg(p.stripe_payment_intent_id || ' ' || p.amount_cents || ' ' || p.currency || ' '
                        || p.status, ',') FROM payments p WHERE p.submission_id = s.id),
                    (SELECT count(*) FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.submission_id = s.id), s.error
                FROM press_release_submissions s ORDER BY s.created_at""")) {
            release(row);
        }
        steps();
        jobs();
        timelines();
        return new Verdict(List.copyOf(violations), Map.copyOf(counts), List.copyOf(people));
    }

    private void violated(String kind, String text) {
        violations.add(kind + ": " + text);
        counts.merge(kind, 1, Integer::sum);
    }

    private void count(String what, int times) {
        counts.merge(what, times, Integer::sum);
    }

    private void release(List<String> row) {
        String id = row.get(0);
        String status = row.get(1);
        JsonObject intent = intents.get(id);
        int jobs = Integer.parseInt(row.get(7));
        List<JsonObject> orders = orders(id);
        List<JsonObject> onWire = releases(row.get(2));
        if (intent == null) {
            if (jobs > 0) {
                violated("job_without_payment", id);
            }
            if (!orders.isEmpty() || !onWire.isEmpty()) {
                violated("wire_without_payment", id);
            }
            return;
        }
        count("paid", 1);
        if (jobs == 0) {
            violated("paid_without_job", id + " is " + status);
        }
        if (jobs > 1) {
            violated("second_job", id + " has " + jobs + " jobs");
        }
        if (orders.size() > 1) {
            violated("double_order", id + " has " + orders.size() + " orders");
        }
        int submissions =
                onWire.stream().mapToInt(each -> each.getInteger("submissions")).sum();
        if (onWire.size() > 1 || submissions > 1) {
            violated("double_release", id + " has " + onWire.size() + " releases, sent " + submissions + " times");
        }
        if (status.equals("completed") && submissions == 0) {
            violated("completed_without_release", id);
        }
        boolean refunded = status.equals("refunded") || !row.get(9).equals("0");
        if (WAITS_FOR_A_PERSON.contains(status) && !refunded) {
            count("needs_person", 1);
            people.add(id + " " + status + ": " + row.get(10));
        } else if (!status.equals("completed") && !refunded) {
            violated("lost", id + " is " + status + " at rest");
        }
        if (submissions > 0
                && Set.of("failed", "refunded", "needs_changes", "cancelled").contains(status)) {
            violated("published_yet_given_up", id + " is " + status + " and at the wire");
        }
        count(status, 1);
        amounts(id, row, intent);
        if (row.get(6) != null && onWire.stream().noneMatch(each -> row.get(6).equals(each.getString("release_id")))) {
            violated("invented_id", id + " names release " + row.get(6) + ", which the wire does not have for it");
        }
    }

    private void amounts(String id, List<String> row, JsonObject intent) {
        int price = PRICES.get(row.get(3));
        String expected = intent.getString("id") + " " + price + " usd succeeded";
        boolean agrees = row.get(8) != null && row.get(8).startsWith(intent.getString("id") + " " + price + " usd ");
        if (intent.getInteger("amount_received", -1) != price || !agrees) {
            violated("amount", id + ": expected " + expected + ", the books say " + row.get(8));
        }
        if (intent.containsKey("second")) {
            count("paid_twice_at_stripe", 1);
        }
    }

    private List<JsonObject> orders(String id) {
        String reference = "BP-" + id.substring(0, 8) + "-";
        return objects("orders").stream()
                .filter(each -> each.getString("reference", "").startsWith(reference))
                .toList();
    }

    private List<JsonObject> releases(String title) {
        return objects("releases").stream()
                .filter(each -> title.equals(each.getString("title")))
                .toList();
    }

    private List<JsonObject> objects(String member) {
        JsonArray all = wire.getJsonArray(member);
        return all.stream().map(JsonObject.class::cast).toList();
    }

    /** At rest no click is under way; what is confirmed is at the wire, and what is absent is not. */
    private void steps() throws SQLException {
        Map<String, String> orders = objects("orders").stream()
                .collect(Collectors.toMap(
                        each -> each.getString("reference", ""), each -> each.getString("order_id"), (a, b) -> a));
        Set<String> known = objects("releases").stream()
                .map(each -> each.getString("release_id"))
                .collect(Collectors.toSet());
        known.addAll(orders.values());
        for (List<String> row :
                world.query("SELECT id, step, state, external_id, reference FROM wire_steps WHERE irreversible")) {
            String state = row.get(2);
            if (state.equals("in_doubt")) {
                count("in_doubt", 1);
            } else if (state.equals("dispatched")) {
                violated("undecided_click", row.toString());
            } else if (state.equals("confirmed") && !known.contains(row.get(3))) {
                violated("confirmed_without_effect", row.toString());
            } else if (!state.equals("confirmed") && row.get(4) != null && orders.containsKey(row.get(4))) {
                violated("absent_yet_there", row.toString());
            }
        }
    }

    private void jobs() throws SQLException {
        for (List<String> row : world.query("""
                SELECT j.id, j.status, j.submission_id, j.data ->> 'payment_intent_id', j.data ->> 'demo_mode'
                FROM jobs j WHERE j.type = 'press_release_submission'""")) {
            count("jobs", 1);
            JsonObject intent = intents.get(String.valueOf(row.get(2)));
            if (intent == null || !intent.getString("id").equals(row.get(3))) {
                violated("job_without_payment", "job " + row.get(0));
            }
            if (!"true".equals(row.get(4))) {
                violated("play_money_on_the_real_wire", "job " + row.get(0));
            }
            if (Set.of("pending", "processing", "retrying").contains(row.get(1))) {
                violated("lost", "job " + row.get(0) + " is " + row.get(1) + " at rest");
            }
        }
    }

    /** Every change is legal, follows on the one before, and the last one is what the row says. */
    private void timelines() throws SQLException {
        Map<String, String> last = new HashMap<>();
        Map<String, Integer> claims = new HashMap<>();
        for (List<String> row : world.query("""
                SELECT CASE WHEN kind = 'job' THEN 'job ' || job_id ELSE 'release ' || submission_id END,
                    detail ->> 'from', detail ->> 'to', actor, detail ->> 'attempt'
                FROM job_events WHERE kind IN ('job', 'release') AND detail ->> 'to' IS NOT NULL
                    AND CASE WHEN kind = 'job' THEN job_id IS NOT NULL ELSE submission_id IS NOT NULL END
                ORDER BY id""")) {
            String of = row.get(0);
            String before = last.put(of, row.get(2));
            if (before == null) {
                continue; // its first entry, or the oldest that is kept
            }
            boolean same = row.get(1) == null ? before == null : row.get(1).equals(before);
            if (!same) {
                violated(
                        "broken_timeline",
                        of + " went from " + row.get(1) + " but was " + before + ", by " + row.get(3));
            } else if (!isLegal(of, before, row.get(2))) {
                violated("illegal_transition", of + " " + before + " -> " + row.get(2) + ", by " + row.get(3));
            } else if (isOver(of, before) && !row.get(3).startsWith("admin:")) {
                violated("terminal_changed", of + " " + before + " -> " + row.get(2) + ", by " + row.get(3));
            }
            if (of.startsWith("job") && row.get(2).equals("processing")) {
                claims.merge(of, 1, Integer::sum);
            } else if (of.startsWith("job")
                    && "processing".equals(row.get(1))
                    && row.get(4) != null
                    && Integer.parseInt(row.get(4)) != claims.getOrDefault(of, 0)) {
                violated(
                        "stale_settlement",
                        of + " was ended by attempt " + row.get(4) + " while attempt " + claims.get(of) + " had it");
            }
        }
        for (List<String> row : world.query("SELECT 'job ' || id, status, attempts FROM jobs UNION ALL"
                + " SELECT 'release ' || id, status, 0 FROM press_release_submissions")) {
            String told = last.get(row.get(0));
            boolean draft = row.get(0).startsWith("release")
                    && told == null
                    && row.get(1).equals("draft");
            if (!row.get(1).equals(told) && !draft) {
                violated("untold_change", row.get(0) + " is " + row.get(1) + ", its timeline says " + told);
            }
            if (row.get(0).startsWith("job") && claims.getOrDefault(row.get(0), 0) != Integer.parseInt(row.get(2))) {
                violated(
                        "attempts",
                        row.get(0) + " counts " + row.get(2) + " attempts, claimed " + claims.get(row.get(0))
                                + " times");
            }
        }
    }

    private static boolean isLegal(String of, String from, String to) {
        return of.startsWith("job")
                ? JobStatus.of(from).canBecome(JobStatus.of(to))
                : ReleaseStatus.of(from).canBecome(ReleaseStatus.of(to));
    }

    /** A completed release may still be refunded; a job that is over stays so. */
    private static boolean isOver(String of, String status) {
        return of.startsWith("job")
                ? JobStatus.of(status).isTerminal()
                : Set.of("refunded", "cancelled").contains(status);
    }
}
