/** The quickstart: a whole migration on one machine, and the proof that every row arrived. */
package dev.datamigration.local.quickstart;
