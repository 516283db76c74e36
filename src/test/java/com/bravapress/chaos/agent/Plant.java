package com.bravapress.chaos.agent;

import java.util.List;

/** The changes of the program that make a planted bug; several of them may be needed where the house is built in layers. */
public enum Plant {
    ENQUEUE_TWICE(new Advised("jobs.JobQueue", "enqueue", 3, Plants.Twice.class)),
    NO_LIVE_KEY(new Edited(
            "jobs.JobStore",
            "ON CONFLICT \\(type, dedupe_key\\) WHERE dedupe_key IS NOT NULL DO NOTHING",
            "ON CONFLICT DO NOTHING")),
    INTENT_AFTER_CLICK(new Advised("wire.WireLedger", "dispatch", 6, Plants.Skipped.class)),
    NO_FENCE_ON_SETTLE(
            new Edited(
                    "jobs.JobStore",
                    "(?s)(SELECT cancel_asked_by FROM jobs_live WHERE id = \\$1) AND status = 'processing' AND attempts = \\$2",
                    "$1 AND \\$2::int IS NOT NULL"),
            new Edited(
                    "jobs.JobStore",
                    "(?s)(UPDATE jobs_live SET status = \\$3.*?WHERE id = \\$1) AND status = 'processing' AND attempts = \\$2",
                    "$1 AND \\$2::int IS NOT NULL")),
    NO_FENCE_ON_DISPATCH(
            new Edited(
                    "wire.WireStepStore",
                    "(?s)WHERE s.id = \\$1 AND s.state = 'intended' AND j.id = s.job_id.*?AND r.id",
                    "WHERE s.id = \\$1 AND j.id = s.job_id AND r.id"),
            new Advised("wire.WireLedger", "clear", 1, Plants.Skipped.class),
            new Advised("wire.StepRunner", "beat", 0, Plants.Skipped.class)),
    EARLY_ANSWER(new Advised("payments.WebhookIntake", "take", 1, Plants.EarlyAnswer.class)),
    LOST_MEANS_NO(new Advised("wire.WireChannels$Failure", "thrown", 0, Plants.LostMeansNo.class)),
    HISTORY_NOT_READ(new Advised("wire.pages.WireSession", "findOrder", 1, Plants.NothingFound.class));

    final List<Change> changes;

    Plant(Change... changes) {
        this.changes = List.of(changes);
    }

    interface Change {
        String type();
    }

    /** A method with an advice of {@link Plants}. */
    record Advised(String shortType, String method, int arguments, Class<?> advice) implements Change {
        @Override
        public String type() {
            return "com.bravapress." + shortType;
        }
    }

    /** A text constant, usually SQL, changed by a pattern. */
    record Edited(String shortType, String pattern, String replacement) implements Change {
        @Override
        public String type() {
            return "com.bravapress." + shortType;
        }
    }
}
