/** The only door to Stripe: its calls, its signatures and its events, in records of our own. */
package com.bravapress.payments.stripe;
