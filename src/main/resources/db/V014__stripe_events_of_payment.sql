-- Stripe may speak of a payment's refund or dispute before it speaks of the payment.
CREATE INDEX stripe_events_of_payment_idx ON stripe_events ((payload #>> '{data,object,payment_intent}'))
    WHERE status <> 'processed';
