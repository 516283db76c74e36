/** Users, sign-in, sessions, roles. */
package com.bravapress.accounts;
