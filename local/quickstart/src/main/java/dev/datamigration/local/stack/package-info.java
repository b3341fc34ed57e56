/**
 * Everything a migration needs on one machine, part by part: a real PostgreSQL, the Snowflake and
 * cluster stand-ins, the product's own operator and workers as processes. For the quickstart, tests
 * and benchmarks.
 */
package dev.datamigration.local.stack;
