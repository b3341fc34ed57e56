/**
 * Compares a source table with its target by content, with nothing of the code that moved the rows:
 * plain drivers on both sides, values brought to one canonical text for each type, and a hash of
 * the multiset of rows that does not depend on their order.
 */
package dev.datamigration.local.quickstart.comparison;
