-- One price offered to one customer for one version of a release, and the Stripe session it became.
CREATE TABLE checkouts (
    id                uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    submission_id     uuid        NOT NULL REFERENCES press_release_submissions (id),
    revision          integer     NOT NULL,
    package_type      text        NOT NULL,
    amount_cents      integer     NOT NULL,
    currency          text        NOT NULL,
    status            text        NOT NULL DEFAULT 'creating',
    stripe_session_id text,
    checkout_url      text,
    expires_at        timestamptz,
    created_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT checkouts_status CHECK (status IN ('creating', 'open', 'completed', 'expired')),
    CONSTRAINT checkouts_session_key UNIQUE (stripe_session_id)
);
-- Ten clicks, one session.
CREATE UNIQUE INDEX checkouts_live_key ON checkouts (submission_id) WHERE status IN ('creating', 'open');

CREATE TABLE payments (
    id                       uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    submission_id            uuid        NOT NULL REFERENCES press_release_submissions (id),
    stripe_payment_intent_id text        NOT NULL,
    stripe_session_id        text,
    amount_cents             integer     NOT NULL,
    currency                 text        NOT NULL,
    livemode                 boolean     NOT NULL,
    status                   text        NOT NULL,
    note                     text,
    receipt_url              text,
    created_at               timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payments_intent_key UNIQUE (stripe_payment_intent_id),
    CONSTRAINT payments_status CHECK (status IN ('succeeded', 'held', 'refunded', 'partially_refunded', 'disputed'))
);
CREATE INDEX payments_of_submission_idx ON payments (submission_id);

CREATE TABLE refunds (
    id           text        PRIMARY KEY,
    payment_id   uuid        NOT NULL REFERENCES payments (id),
    amount_cents integer     NOT NULL,
    currency     text        NOT NULL,
    status       text        NOT NULL,
    reason       text        NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX refunds_of_payment_idx ON refunds (payment_id);

CREATE TABLE stripe_events (
    id           text        PRIMARY KEY,
    type         text        NOT NULL,
    livemode     boolean     NOT NULL,
    api_version  text,
    created      timestamptz,
    payload      jsonb       NOT NULL,
    status       text        NOT NULL,
    note         text,
    received_at  timestamptz NOT NULL DEFAULT now(),
    processed_at timestamptz,
    CONSTRAINT stripe_events_status CHECK (status IN ('processed', 'recorded', 'parked'))
);
CREATE INDEX stripe_events_parked_idx ON stripe_events (received_at) WHERE status = 'parked';
