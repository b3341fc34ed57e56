/** What a user may write, and the messages between operator and worker. Pure: no I/O. */
package dev.datamigration.model;
