-- What is known of each wire as a whole: whether its pages are as the selectors say, and whether we may buy there.
CREATE TABLE wire_watch (
    site                text        PRIMARY KEY,
    purchases_paused_at timestamptz,
    pause_reason        text,
    -- The findings that a person has decided to live with: they pause nothing again.
    overruled           text,
    -- Names the findings of the last check.
    fingerprint         text,
    checked_at          timestamptz,
    clean               boolean,
    selectors_version   text,
    findings            jsonb       NOT NULL DEFAULT '[]',
    balance             integer,
    balance_at          timestamptz,
    CONSTRAINT wire_watch_site CHECK (site IN ('sandbox', 'live')),
    CONSTRAINT wire_watch_pause_has_a_reason CHECK ((purchases_paused_at IS NULL) = (pause_reason IS NULL))
);
