/** The typed face of the event bus. */
package com.bravapress.bus;
