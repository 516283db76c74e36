-- The stand-in of the wire keeps its world apart from ours: nothing outside com.bravapress.sandbox reads these tables.

CREATE TABLE sandbox.wire_sessions (
    token        text        PRIMARY KEY,
    flash_error  text,
    flash_notice text,
    created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sandbox.wire_orders (
    id            bigint      GENERATED ALWAYS AS IDENTITY (START WITH 41000017 INCREMENT BY 13) PRIMARY KEY,
    plan          text        NOT NULL,
    notes         text        NOT NULL,
    price_cents   integer     NOT NULL,
    releases_left integer     NOT NULL,
    at            timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT wire_orders_plan CHECK (plan IN ('presswire-basic', 'presswire-pro', 'presswire-corporate')),
    CONSTRAINT wire_orders_left CHECK (releases_left >= 0)
);

-- Nine digits, as in the addresses of the real site's articles.
CREATE TABLE sandbox.wire_releases (
    id           bigint      GENERATED ALWAYS AS IDENTITY (START WITH 812340011 INCREMENT BY 7 MAXVALUE 999999999)
                             PRIMARY KEY,
    status       text        NOT NULL DEFAULT 'draft',
    headline_key text        NOT NULL DEFAULT '',
    fields       jsonb       NOT NULL,
    release_at   timestamptz,
    order_id     bigint      REFERENCES sandbox.wire_orders (id),
    submissions  integer     NOT NULL DEFAULT 0,
    reason       text,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT wire_releases_status CHECK (status IN ('draft', 'in_review', 'on_hold', 'rejected', 'scheduled',
        'published')),
    CONSTRAINT wire_releases_paid CHECK (status = 'draft' OR order_id IS NOT NULL)
);
CREATE INDEX wire_releases_headline_idx ON sandbox.wire_releases (headline_key);
CREATE INDEX wire_releases_at_idx ON sandbox.wire_releases (at);

CREATE TABLE sandbox.wire_faults (
    id         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    step       text    NOT NULL,
    kind       text    NOT NULL,
    method     text,
    times_left integer NOT NULL,
    delay_ms   integer NOT NULL,
    CONSTRAINT wire_faults_left CHECK (times_left >= 0)
);
