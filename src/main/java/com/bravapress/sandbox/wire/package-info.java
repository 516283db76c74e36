/** The stand-in of the wire: its pages step by step, its account's ledger, and the faults it can be told to show. */
package com.bravapress.sandbox.wire;
