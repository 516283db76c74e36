/** The stand-in of Stripe: the v1 calls we make, the hosted page, signed events delivered until they are taken. */
package com.bravapress.sandbox.stripe;
