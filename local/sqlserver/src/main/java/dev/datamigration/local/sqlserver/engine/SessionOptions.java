package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.syntax.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** What SET changes. Known options without effect here are accepted, unknown ones refused. */
final class SessionOptions {
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "TEXTSIZE", "ARITHABORT", "XACT_ABORT", "ANSI_NULLS", "ANSI_WARNINGS", "ANSI_PADDING",
          "ANSI_NULL_DFLT_ON", "CONCAT_NULL_YIELDS_NULL", "QUOTED_IDENTIFIER", "NUMERIC_ROUNDABORT",
          "CURSOR_CLOSE_ON_COMMIT", "DEADLOCK_PRIORITY", "DATEFIRST", "DATEFORMAT", "LANGUAGE",
          "QUERY_GOVERNOR_COST_LIMIT", "CONTEXT_INFO");
  private static final int ENDLESS_MILLIS = 3_600_000;

  private final Connection connection;
  private boolean implicitTransactions;
  private boolean noCount;
  private String isolation = "";
  private int identityInsert = -1;

  SessionOptions(Connection connection) {
    this.connection = connection;
  }

  void reset() throws SQLException {
    implicitTransactions = false;
    noCount = false;
    identityInsert = -1;
    isolation = "READ COMMITTED";
    execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED");
    execute("SET LOCK_TIMEOUT " + ENDLESS_MILLIS);
    execute("SET TIME ZONE 'UTC'");
  }

  boolean implicitTransactions() {
    return implicitTransactions;
  }

  boolean noCount() {
    return noCount;
  }

  boolean isSnapshot() {
    return isolation.equals("SNAPSHOT");
  }

  boolean identityGiven(int table) {
    return identityInsert == table;
  }

  void identityInsert(int table, boolean on) {
    identityInsert = on ? table : -1;
  }

  void set(Statement.SetOption set, int openTransactions) throws ServerError, SQLException {
    switch (set.option()) {
      case "IMPLICIT_TRANSACTIONS" -> implicitTransactions = isOn(set);
      case "NOCOUNT" -> noCount = isOn(set);
      case "LOCK_TIMEOUT" -> {
        int millis = Integer.parseInt(set.value());
        execute("SET LOCK_TIMEOUT " + (millis < 0 ? ENDLESS_MILLIS : millis));
      }
      case "TRANSACTION ISOLATION LEVEL" -> isolation(set.value(), openTransactions);
      default -> {
        if (!WITHOUT_EFFECT.contains(set.option())) {
          throw new ServerError(
              195, 1, 15, "'" + set.option() + "' is not a SET option that the stand-in for SQL Server knows.");
        }
      }
    }
  }

  private static boolean isOn(Statement.SetOption set) throws ServerError {
    if (!set.value().equals("ON") && !set.value().equals("OFF")) {
      throw ServerError.syntax(set.value());
    }
    return set.value().equals("ON");
  }

  private void isolation(String level, int openTransactions) throws ServerError, SQLException {
    if (level.equals(isolation)) {
      return;
    }
    if (!Set.of("READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ", "SNAPSHOT", "SERIALIZABLE")
        .contains(level)) {
      throw ServerError.syntax(level);
    }
    if (openTransactions > 0) {
      throw ServerError.unsupported("another isolation level inside a transaction");
    }
    execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + level);
    isolation = level;
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
