-- Who buys at a wire account: one job of all processes at a time, so that what a purchase does to the balance is its own.
-- A holder that died is passed over when its time has run out, and by the next attempt of its own job at once.
CREATE TABLE wire_accounts (
    account    text        PRIMARY KEY,
    job_id     bigint      NOT NULL,
    attempt    integer     NOT NULL,
    held_until timestamptz NOT NULL
);

-- Releases left on the account before the click and after it: a purchase that the books do not know of shows here.
ALTER TABLE wire_steps
    ADD COLUMN balance_before integer,
    ADD COLUMN balance_after  integer;
