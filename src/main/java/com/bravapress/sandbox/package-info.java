/** Stand-ins for Stripe and the wire, on a server of their own. Nothing imports it but {@code app}. */
package com.bravapress.sandbox;
