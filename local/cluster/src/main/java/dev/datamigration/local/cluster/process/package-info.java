/** Processes that end with the virtual machine that started them. */
package dev.datamigration.local.cluster.process;
