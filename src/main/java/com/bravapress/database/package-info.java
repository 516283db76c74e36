/** Embedded or given PostgreSQL, pool, transactions, migrations. */
package com.bravapress.database;
