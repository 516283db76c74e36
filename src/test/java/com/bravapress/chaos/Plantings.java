package com.bravapress.chaos;

/** Bugs that are planted by triggers: what a wrong statement of ours would have done to the rows. */
final class Plantings {
    private Plantings() {}

    /** Whoever is rescued is said to be done. */
    static final String RESCUE = """
            CREATE FUNCTION plant() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.rescues > OLD.rescues THEN
                    DELETE FROM jobs_live WHERE id = NEW.id;
                    INSERT INTO jobs_done (id, type, status, priority, data, result, attempts, max_attempts, rescues,
                        submission_id, dedupe_key, run_at, created_at, started_at, completed_at)
                    VALUES (NEW.id, NEW.type, 'completed', NEW.priority, NEW.data, '{"success": true}', NEW.attempts,
                        NEW.max_attempts, NEW.rescues, NEW.submission_id, NEW.dedupe_key, NEW.run_at, NEW.created_at,
                        NEW.started_at, now());
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER plant AFTER UPDATE ON jobs_live FOR EACH ROW EXECUTE FUNCTION plant();
            CREATE FUNCTION plant_told() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.detail := NEW.detail || '{"to": "completed"}';
                RETURN NEW;
            END $$;
            CREATE TRIGGER plant_told BEFORE INSERT ON job_events FOR EACH ROW WHEN (NEW.actor = 'rescuer')
                EXECUTE FUNCTION plant_told();
            """;

    /** The second event about a payment makes another job. */
    static final String SECOND_EVENT = """
            CREATE FUNCTION plant() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE made bigint;
            BEGIN
                INSERT INTO jobs_live (type, priority, data, max_attempts, submission_id, dedupe_key)
                SELECT type, priority, data, max_attempts, submission_id, dedupe_key || '/again' FROM jobs
                WHERE data ->> 'payment_intent_id' = NEW.payload #>> '{data,object,payment_intent}'
                    AND type = 'press_release_submission' LIMIT 1
                RETURNING id INTO made;
                INSERT INTO job_events (job_id, kind, actor, detail)
                SELECT made, 'job', 'stripe:' || NEW.id, '{"to": "pending"}' WHERE made IS NOT NULL;
                RETURN NULL;
            END $$;
            CREATE TRIGGER plant AFTER INSERT ON stripe_events FOR EACH ROW
                WHEN (NEW.type = 'checkout.session.completed') EXECUTE FUNCTION plant();
            """;

    /** A completion without its line in the timeline. */
    static final String UNTOLD = """
            CREATE FUNCTION plant() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RETURN NULL;
            END $$;
            CREATE TRIGGER plant BEFORE INSERT ON job_events FOR EACH ROW
                WHEN (NEW.kind = 'job' AND NEW.detail ->> 'to' = 'completed') EXECUTE FUNCTION plant();
            """;
}
