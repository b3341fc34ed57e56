package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.ServerError;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Where a session's answers go, in the order of the protocol. */
public interface Response {
  void columns(List<ResultColumn> columns) throws IOException, ServerError;

  void row(Object[] values) throws IOException, SQLException;

  /** A statement is done: its command as DONE names it, and its count; below 0 is none. */
  void done(int command, long count) throws IOException;

  /** A statement ended with an error. */
  void error(ServerError error) throws IOException;

  void databaseChanged(String database, String before) throws IOException;

  /** A transaction began (its number), or ended (0) by commit or rollback. */
  void transaction(long began, long ended, boolean committed) throws IOException;
}
