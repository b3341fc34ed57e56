/**
 * Source databases for a machine without one: a real PostgreSQL with tables worth migrating, and
 * the same server behind a front that Amazon's Redshift driver accepts.
 */
package dev.datamigration.local.source;
