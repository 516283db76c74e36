-- What the team says about a type of work as a whole. The row '*' speaks for all types.
CREATE TABLE job_types (
    type         text        PRIMARY KEY,
    paused_at    timestamptz,
    paused_by    text,
    pause_reason text,
    -- How many attempts may run at once in all processes together; null for no limit.
    max_running  integer,
    CONSTRAINT job_types_max_running CHECK (max_running > 0),
    CONSTRAINT job_types_limit_is_of_one_type CHECK (type <> '*' OR max_running IS NULL)
);

-- A person asked for the job to stop: its run ends before its next irreversible step.
ALTER TABLE jobs
    ADD COLUMN cancel_asked_at timestamptz,
    ADD COLUMN cancel_asked_by text;
