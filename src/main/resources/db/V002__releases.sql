CREATE TABLE press_release_submissions (
    id                           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id                      uuid        NOT NULL REFERENCES auth.users (id),
    title                        text        NOT NULL DEFAULT '',
    summary                      text        NOT NULL DEFAULT '',
    content                      text        NOT NULL DEFAULT '',
    social_title                 text        NOT NULL DEFAULT '',
    company_name                 text        NOT NULL DEFAULT '',
    company_description          text        NOT NULL DEFAULT '',
    website_url                  text        NOT NULL DEFAULT '',
    industry                     text        NOT NULL DEFAULT '',
    city                         text        NOT NULL DEFAULT '',
    state                        text        NOT NULL DEFAULT '',
    country                      text        NOT NULL DEFAULT '',
    contact_name                 text        NOT NULL DEFAULT '',
    contact_email                text        NOT NULL DEFAULT '',
    contact_phone                text        NOT NULL DEFAULT '',
    package_type                 text        NOT NULL DEFAULT 'basic',
    release_at                   timestamp,
    time_zone                    text        NOT NULL DEFAULT 'UTC',
    status                       text        NOT NULL DEFAULT 'draft',
    wire_status                  text,
    version                      integer     NOT NULL DEFAULT 1,
    paid_revision                integer,
    payment_amount               integer,
    currency                     text,
    stripe_payment_intent_id     text,
    einpresswire_order_id        text,
    einpresswire_submission_id   text,
    wire_url                     text,
    processing_logs              jsonb       NOT NULL DEFAULT '[]',
    screenshots                  jsonb       NOT NULL DEFAULT '[]',
    error                        text,
    created_at                   timestamptz NOT NULL DEFAULT now(),
    updated_at                   timestamptz NOT NULL DEFAULT now(),
    paid_at                      timestamptz,
    completed_at                 timestamptz,
    CONSTRAINT submissions_status CHECK (status IN ('draft', 'payment_pending', 'paid', 'processing', 'completed',
        'failed', 'needs_changes', 'needs_attention', 'awaiting_manual_payment', 'refunded', 'cancelled')),
    CONSTRAINT submissions_wire_status CHECK (wire_status IN ('in_review', 'on_hold', 'rejected', 'scheduled',
        'published')),
    CONSTRAINT submissions_package CHECK (package_type IN ('basic', 'premium', 'enterprise'))
);
CREATE INDEX submissions_of_user_idx ON press_release_submissions (user_id, created_at DESC, id DESC);
CREATE INDEX submissions_newest_idx ON press_release_submissions (created_at DESC, id DESC);
CREATE UNIQUE INDEX submissions_payment_intent_key ON press_release_submissions (stripe_payment_intent_id)
    WHERE stripe_payment_intent_id IS NOT NULL;

-- What was written when: the paid one is what goes out, and never changes.
CREATE TABLE release_revisions (
    submission_id uuid        NOT NULL REFERENCES press_release_submissions (id) ON DELETE CASCADE,
    revision      integer     NOT NULL,
    fields        jsonb       NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (submission_id, revision)
);

CREATE TABLE validations (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission_id uuid        NOT NULL REFERENCES press_release_submissions (id) ON DELETE CASCADE,
    version       integer     NOT NULL,
    rules_version text        NOT NULL,
    valid         boolean     NOT NULL,
    score         integer     NOT NULL,
    issues        jsonb       NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX validations_of_submission_idx ON validations (submission_id, id DESC);
