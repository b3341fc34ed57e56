package dev.datamigration.local.stack;

import dev.datamigration.local.quickstart.comparison.SourceTexts;
import dev.datamigration.local.source.DatabaseUser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The source of migrations. Safe for several threads. */
public sealed interface SourceDatabase extends AutoCloseable
    permits PostgresDatabase, SqlServerDatabase {

  SourcePlatform platform();

  String host();

  /** The port that migrations connect to. */
  int port();

  /** The database that the samples lie in. */
  String database();

  /** The {@code options} of a SourceConnection without which its driver does not get in. */
  Map<String, String> connectionOptions();

  /** The user that migrations log in as. */
  DatabaseUser reader();

  /** Where {@link #connect} connects to. */
  String jdbcUrl();

  /** A new connection as the tables' owner, in autocommit mode; the caller closes it. */
  Connection connect() throws SQLException;

  /** How the values of its tables are read for a comparison. */
  SourceTexts texts();

  /**
   * Creates one table of TPC-H in the default schema and fills it.
   *
   * @param scale the scale factor
   */
  void loadTpch(String table, double scale) throws SQLException;

  /** Creates and fills the odd tables; some may grow with the scale. */
  void loadOddities(double scale) throws SQLException;

  /**
   * The size of a table without its indexes, in bytes.
   *
   * @param table as SQL: schema and table, quoted where they need it
   */
  long tableBytes(String table) throws SQLException;

  @Override
  void close();
}
