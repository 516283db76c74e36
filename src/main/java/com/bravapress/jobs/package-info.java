/** The queue: statuses, store, poller, rescuer, handler contract. Knows no feature. */
package com.bravapress.jobs;
