-- The stand-in of Stripe keeps its world apart from ours: nothing outside com.bravapress.sandbox reads these tables.
CREATE SCHEMA IF NOT EXISTS sandbox;

-- Every object of Stripe's, as the API shows it.
CREATE TABLE sandbox.stripe_objects (
    seq    bigint GENERATED ALWAYS AS IDENTITY,
    id     text   PRIMARY KEY,
    object text   NOT NULL,
    body   jsonb  NOT NULL
);
CREATE INDEX stripe_objects_newest_idx ON sandbox.stripe_objects (object, seq DESC);
CREATE INDEX stripe_objects_open_idx ON sandbox.stripe_objects ((body ->> 'expires_at'))
    WHERE object = 'checkout.session' AND body ->> 'status' = 'open';

-- The outbox: written with the change it tells of, emptied by the delivery.
CREATE TABLE sandbox.stripe_deliveries (
    seq             bigint      GENERATED ALWAYS AS IDENTITY,
    event_id        text        PRIMARY KEY REFERENCES sandbox.stripe_objects (id),
    next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts        integer     NOT NULL DEFAULT 0,
    delivered_at    timestamptz,
    dropped         boolean     NOT NULL DEFAULT false,
    last_status     text
);
CREATE INDEX stripe_deliveries_due_idx ON sandbox.stripe_deliveries (next_attempt_at)
    WHERE delivered_at IS NULL AND NOT dropped;

CREATE TABLE sandbox.stripe_idempotency (
    key        text        PRIMARY KEY,
    request    text        NOT NULL,
    status     integer,
    answer     jsonb,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sandbox.stripe_faults (
    id         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text    NOT NULL,
    event_type text,
    times_left integer NOT NULL,
    delay_ms   integer NOT NULL,
    CONSTRAINT stripe_faults_kind CHECK (kind IN ('duplicate', 'reorder', 'drop', 'delay', 'http500', 'timeout')),
    CONSTRAINT stripe_faults_left CHECK (times_left >= 0)
);
