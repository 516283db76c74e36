-- The queue's table in two parts: what still lives stays small and has the indexes of the claim; what is over is moved
-- behind it once and has those of the console. Reads go to jobs, the hot path names its part. A row that moves is deleted
-- here and inserted there, so nothing can hold a foreign key on it: steps and artifacts go with their job in the sweep.
ALTER TABLE artifacts DROP CONSTRAINT artifacts_job_id_fkey;
ALTER TABLE wire_steps DROP CONSTRAINT wire_steps_job_id_fkey;

ALTER TABLE jobs RENAME TO jobs_before;
DROP INDEX jobs_due_idx, jobs_leased_idx, jobs_live_key, jobs_newest_idx, jobs_status_newest_idx, jobs_of_submission_idx,
    jobs_type_newest_idx, jobs_completed_idx;

CREATE SEQUENCE jobs_ids;
CREATE TABLE jobs (
    id              bigint      NOT NULL DEFAULT nextval('jobs_ids'),
    type            text        NOT NULL,
    status          text        NOT NULL DEFAULT 'pending',
    priority        integer     NOT NULL DEFAULT 0,
    data            jsonb       NOT NULL,
    result          jsonb,
    -- Also the fencing token: every write of a run names the attempt it belongs to.
    attempts        integer     NOT NULL DEFAULT 0,
    max_attempts    integer     NOT NULL,
    -- How often its worker died or went silent; such an attempt is not the job's own failure.
    rescues         integer     NOT NULL DEFAULT 0,
    submission_id   uuid,
    dedupe_key      text,
    run_at          timestamptz NOT NULL DEFAULT now(),
    lease_until     timestamptz,
    worker          text,
    error           text,
    error_category  text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    completed_at    timestamptz,
    -- A person asked for the job to stop: its run ends before its next irreversible step.
    cancel_asked_at timestamptz,
    cancel_asked_by text,
    CONSTRAINT jobs_error_category CHECK (error_category IN ('payment', 'automation', 'wire', 'system'))
) PARTITION BY LIST (status);
ALTER SEQUENCE jobs_ids OWNED BY jobs.id;

-- The bounds are the CHECK of the statuses.
CREATE TABLE jobs_live PARTITION OF jobs FOR VALUES IN ('pending', 'processing', 'retrying', 'needs_attention');
CREATE TABLE jobs_done PARTITION OF jobs FOR VALUES IN ('completed', 'failed', 'cancelled');

ALTER TABLE jobs_live ADD PRIMARY KEY (id);
ALTER TABLE jobs_live ADD CONSTRAINT jobs_lease_when_processing CHECK ((status = 'processing') = (lease_until IS NOT NULL));
ALTER TABLE jobs_live ADD CONSTRAINT jobs_of_submission FOREIGN KEY (submission_id)
    REFERENCES press_release_submissions (id);
-- The claim walks this index in its own order. Rows come and go by the thousand, so it is cleaned sooner than usual.
CREATE INDEX jobs_due_idx ON jobs_live (type, priority DESC, run_at, id) WHERE status IN ('pending', 'retrying');
-- One live job per key makes enqueueing idempotent; a job that waits for a person is still live.
CREATE UNIQUE INDEX jobs_live_key ON jobs_live (type, dedupe_key) WHERE dedupe_key IS NOT NULL;
CREATE INDEX jobs_live_of_submission_idx ON jobs_live (submission_id, id DESC) WHERE submission_id IS NOT NULL;
ALTER TABLE jobs_live SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

ALTER TABLE jobs_done ADD PRIMARY KEY (id);
CREATE INDEX jobs_newest_idx ON jobs_done (created_at DESC, id DESC);
CREATE INDEX jobs_type_newest_idx ON jobs_done (type, created_at DESC, id DESC);
-- Nearly every row is completed and found by the others; this one leads to the few that are not.
CREATE INDEX jobs_unsuccessful_idx ON jobs_done (status, id DESC) WHERE status <> 'completed';
-- Rows arrive in this order, so a block range is as good as a tree and costs next to nothing to keep.
CREATE INDEX jobs_completed_idx ON jobs_done USING brin (completed_at) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX jobs_of_submission_idx ON jobs_done (submission_id, id DESC) WHERE submission_id IS NOT NULL;

INSERT INTO jobs (id, type, status, priority, data, result, attempts, max_attempts, rescues, submission_id, dedupe_key,
    run_at, lease_until, worker, error, error_category, created_at, started_at, completed_at, cancel_asked_at,
    cancel_asked_by)
SELECT id, type, status, priority, data, result, attempts, max_attempts, rescues, submission_id, dedupe_key,
    run_at, lease_until, worker, error, error_category, created_at, started_at, completed_at, cancel_asked_at,
    cancel_asked_by
FROM jobs_before ORDER BY id;
SELECT setval('jobs_ids', greatest((SELECT max(id) FROM jobs), 1), (SELECT max(id) FROM jobs) IS NOT NULL);
DROP TABLE jobs_before;

-- The stream's order is the key; entries come in by time, so age needs no tree either.
ALTER TABLE job_events DROP CONSTRAINT job_events_pkey;
DROP INDEX job_events_stream_idx, job_events_at_idx;
ALTER TABLE job_events ADD PRIMARY KEY (xid, id);
CREATE INDEX job_events_at_idx ON job_events USING brin (at) WITH (pages_per_range = 32, autosummarize = on);
