-- What became of a release after the wire had it.

-- Why the wire's editors hold or refuse it, in their words.
ALTER TABLE press_release_submissions ADD COLUMN wire_reason text;

-- Releases that are looked up in "My Press Releases" until nothing more is to come of them.
CREATE TABLE wire_followups (
    submission_id uuid        PRIMARY KEY REFERENCES press_release_submissions (id) ON DELETE CASCADE,
    on_sandbox    boolean     NOT NULL,
    phase         text        NOT NULL DEFAULT 'review',
    -- The wire's last word that was passed on to the customer; a new one is told once.
    told          text,
    -- When this phase began, how often and when it was last looked for in it.
    since         timestamptz NOT NULL DEFAULT now(),
    looks         integer     NOT NULL DEFAULT 0,
    seen_at       timestamptz,
    -- How many times in a row the list did not have it.
    missing       integer     NOT NULL DEFAULT 0,
    report_url    text,
    CONSTRAINT wire_followups_phase CHECK (phase IN ('review', 'report', 'done'))
);
CREATE INDEX wire_followups_open_idx ON wire_followups (on_sandbox) WHERE phase <> 'done';

-- Where a published release was picked up: [{"outlet": …, "url": …}], as the wire's own report lists it.
CREATE TABLE distribution_reports (
    submission_id uuid        PRIMARY KEY REFERENCES press_release_submissions (id) ON DELETE CASCADE,
    outlets       jsonb       NOT NULL,
    read_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT distribution_reports_outlets CHECK (jsonb_typeof(outlets) = 'array')
);

-- The stand-in's report comes a while after this.
ALTER TABLE sandbox.wire_releases ADD COLUMN published_at timestamptz;
