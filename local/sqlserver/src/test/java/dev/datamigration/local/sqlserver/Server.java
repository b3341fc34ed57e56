package dev.datamigration.local.sqlserver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A stand-in with one user, and the shortest ways to ask it. */
final class Server implements AutoCloseable {
  static final SqlServerUser READER = new SqlServerUser("reader", "s3cret-Ü");

  final SqlServerStandIn standIn = SqlServerStandIn.start(StandInOptions.inMemory("shop", READER));

  Connection connect() throws SQLException {
    return standIn.connect(READER);
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** Each row's values as text, joined by a bar. */
  static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows(rows);
    }
  }

  static List<String> rows(ResultSet rows) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        cells.add(String.valueOf(rows.getString(i)));
      }
      all.add(String.join("|", cells));
    }
    return all;
  }

  static String value(Connection connection, String expression) throws SQLException {
    return rows(connection, "SELECT " + expression).get(0);
  }

  @Override
  public void close() {
    standIn.close();
  }
}
