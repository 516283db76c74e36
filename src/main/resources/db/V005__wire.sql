CREATE TABLE artifacts (
    id            uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    job_id        bigint      REFERENCES jobs (id) ON DELETE CASCADE,
    kind          text        NOT NULL,
    content_type  text        NOT NULL,
    bytes         bytea       NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT artifacts_kind CHECK (kind IN ('screenshot', 'dom', 'trace')),
    CONSTRAINT artifacts_size CHECK (octet_length(bytes) <= 4194304)
);
CREATE INDEX artifacts_of_job_idx ON artifacts (job_id);
CREATE INDEX artifacts_age_idx ON artifacts (created_at);

-- Every step of the automation, and the ledger of its irreversible clicks. intended -> dispatched -> confirmed |
-- absent | in_doubt; a step without a lasting effect goes from intended to confirmed, failed or skipped.
CREATE TABLE wire_steps (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id        bigint      NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    submission_id uuid        NOT NULL REFERENCES press_release_submissions (id),
    attempt       integer     NOT NULL,
    step          text        NOT NULL,
    irreversible  boolean     NOT NULL,
    state         text        NOT NULL DEFAULT 'intended',
    reference     text,
    external_id   text,
    url           text,
    note          text,
    error         text,
    artifact_id   uuid        REFERENCES artifacts (id) ON DELETE SET NULL,
    started_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    dispatched_at timestamptz,
    finished_at   timestamptz,
    duration_ms   integer,
    CONSTRAINT wire_steps_state CHECK (state IN ('intended', 'dispatched', 'confirmed', 'absent', 'in_doubt',
        'failed', 'skipped')),
    CONSTRAINT wire_steps_dispatch_is_for_effects CHECK (irreversible OR state NOT IN ('dispatched', 'absent',
        'in_doubt'))
);
-- An irreversible click that may have happened stands alone for its release, whichever job or attempt made it.
CREATE UNIQUE INDEX wire_steps_effect_key ON wire_steps (submission_id, step)
    WHERE irreversible AND state IN ('dispatched', 'confirmed', 'in_doubt');
CREATE INDEX wire_steps_of_job_idx ON wire_steps (job_id, id);
CREATE INDEX wire_steps_of_submission_idx ON wire_steps (submission_id, id);
