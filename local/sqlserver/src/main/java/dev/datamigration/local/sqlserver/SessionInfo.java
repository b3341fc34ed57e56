package dev.datamigration.local.sqlserver;

/** A session that is open: its number (@@SPID), login and the program's name it gave. */
public record SessionInfo(int id, String user, String application) {}
