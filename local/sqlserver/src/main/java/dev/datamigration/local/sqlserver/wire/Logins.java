package dev.datamigration.local.sqlserver.wire;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.engine.Session;

/** Who may log in, and the sessions that result. Safe for several threads. */
public interface Logins {
  /** A session in a database. */
  record Accepted(Session session, String database) {}

  /** Error 18456 for a wrong user or password, 4060 for a database that is not there. */
  Accepted login(
      String user, String password, String database, String application, ClientConnection client)
      throws ServerError;

  /** The connection is closed; called once or more. */
  void ended(ClientConnection client);
}
