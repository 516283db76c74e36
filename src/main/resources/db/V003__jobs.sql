CREATE TABLE jobs (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type           text        NOT NULL,
    status         text        NOT NULL DEFAULT 'pending',
    priority       integer     NOT NULL DEFAULT 0,
    data           jsonb       NOT NULL,
    result         jsonb,
    -- Also the fencing token: every write of a run names the attempt it belongs to.
    attempts       integer     NOT NULL DEFAULT 0,
    max_attempts   integer     NOT NULL,
    -- How often its worker died or went silent; such an attempt is not the job's own failure.
    rescues        integer     NOT NULL DEFAULT 0,
    submission_id  uuid        REFERENCES press_release_submissions (id),
    dedupe_key     text,
    run_at         timestamptz NOT NULL DEFAULT now(),
    lease_until    timestamptz,
    worker         text,
    error          text,
    error_category text,
    created_at     timestamptz NOT NULL DEFAULT now(),
    started_at     timestamptz,
    completed_at   timestamptz,
    CONSTRAINT jobs_status CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'retrying', 'cancelled',
        'needs_attention')),
    CONSTRAINT jobs_error_category CHECK (error_category IN ('payment', 'automation', 'wire', 'system')),
    CONSTRAINT jobs_lease_when_processing CHECK ((status = 'processing') = (lease_until IS NOT NULL))
);
-- The claim walks this index in its own order; finished jobs are not in it, so history costs it nothing.
CREATE INDEX jobs_due_idx ON jobs (type, priority DESC, run_at, id) WHERE status IN ('pending', 'retrying');
CREATE INDEX jobs_leased_idx ON jobs (id) WHERE status = 'processing';
-- One live job per key makes enqueueing idempotent; a job that waits for a person is still live.
CREATE UNIQUE INDEX jobs_live_key ON jobs (type, dedupe_key)
    WHERE dedupe_key IS NOT NULL AND status IN ('pending', 'processing', 'retrying', 'needs_attention');
CREATE INDEX jobs_newest_idx ON jobs (created_at DESC, id DESC);
CREATE INDEX jobs_status_newest_idx ON jobs (status, id DESC);
CREATE INDEX jobs_of_submission_idx ON jobs (submission_id, id DESC) WHERE submission_id IS NOT NULL;

-- Which periods of periodic work were begun: the first process to write one makes its job.
CREATE TABLE job_periods (
    type     text        NOT NULL,
    period   text        NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (type, period)
);

-- The timeline of every job and the source of the live stream; append-only. Readers page by (xid, id), and only
-- below the oldest running transaction, because ids are handed out before, not in the order of, commits.
CREATE TABLE job_events (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid           xid8        NOT NULL DEFAULT pg_current_xact_id(),
    at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    job_id        bigint,
    submission_id uuid,
    kind          text        NOT NULL,
    actor         text        NOT NULL,
    detail        jsonb       NOT NULL DEFAULT '{}',
    CONSTRAINT job_events_kind CHECK (kind IN ('job', 'step', 'log', 'release', 'alert'))
);
CREATE INDEX job_events_stream_idx ON job_events (xid, id);
CREATE INDEX job_events_of_job_idx ON job_events (job_id, id) WHERE job_id IS NOT NULL;
CREATE INDEX job_events_of_submission_idx ON job_events (submission_id, id) WHERE submission_id IS NOT NULL;
CREATE INDEX job_events_at_idx ON job_events (at);

CREATE TABLE alerts (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind            text        NOT NULL,
    dedupe_key      text        NOT NULL,
    message         text        NOT NULL,
    detail          jsonb       NOT NULL DEFAULT '{}',
    seen            integer     NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    last_seen_at    timestamptz NOT NULL DEFAULT now(),
    acknowledged_at timestamptz,
    resolved_at     timestamptz
);
CREATE UNIQUE INDEX alerts_open_key ON alerts (dedupe_key) WHERE resolved_at IS NULL;

CREATE TABLE reports (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text        NOT NULL,
    period     text        NOT NULL,
    body       jsonb       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT reports_once UNIQUE (kind, period)
);
