/** Outgoing mail and its templates. */
package com.bravapress.mail;
