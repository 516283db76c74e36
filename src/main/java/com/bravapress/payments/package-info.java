/** Checkout, webhook, ledger, refunds, reconciliation; {@code payments.stripe} alone imports Stripe. */
package com.bravapress.payments;
