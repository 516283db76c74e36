-- A person gave the release up for a refund: nothing more is bought or published for it from that moment, although it
-- becomes refunded only when Stripe says that the money went back.
ALTER TABLE press_release_submissions
    ADD COLUMN refund_asked_at timestamptz,
    ADD COLUMN refund_asked_by text;
