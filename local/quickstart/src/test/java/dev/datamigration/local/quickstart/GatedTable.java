package dev.datamigration.local.quickstart;

import dev.datamigration.local.stack.SourceDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * A table of a source, of several partitions, whose later ones are read up to their rows behind a
 * gate: the table's own condition makes the migration's COPY wait there until the gate is opened,
 * the COPY is cancelled or its session ends. Planning is not held up.
 */
final class GatedTable implements AutoCloseable {
  static final String SCHEMA = "gated";
  static final int PARTITION = 700;

  private final SourceDatabase source;
  private final MigratedTable table;
  private final int rows;
  private final long lock;
  private final String condition;
  private Connection gate;

  private GatedTable(SourceDatabase source, String name, int rows, int free) {
    this.source = source;
    this.table = new MigratedTable(SCHEMA, name, List.of("id"), List.of("id"), PARTITION);
    this.rows = rows;
    this.lock = name.hashCode();
    this.condition = "gated.passes(" + lock + ", id > " + free * PARTITION + " AND id % 50 = 0)";
  }

  /**
   * Makes and fills a table whose gate is open.
   *
   * @param partitions of {@value #PARTITION} rows at most
   * @param free how many partitions have no row behind the gate; of the others every 50th is
   */
  static GatedTable create(SourceDatabase source, String name, int partitions, int free)
      throws SQLException {
    int rows = partitions * PARTITION;
    GatedTable gated = new GatedTable(source, name, rows, free);
    gated.execute(
        "CREATE SCHEMA IF NOT EXISTS " + SCHEMA,
        "GRANT USAGE ON SCHEMA " + SCHEMA + " TO " + source.reader().name(),
        """
        CREATE OR REPLACE FUNCTION gated.passes(gate bigint, held boolean) RETURNS boolean
        LANGUAGE plpgsql AS $$
        BEGIN
          IF held AND current_query() LIKE '%COPY (%' THEN
            PERFORM pg_advisory_xact_lock_shared(gate);
          END IF;
          RETURN true;
        END $$""",
        "CREATE TABLE " + gated.sql() + " (id integer PRIMARY KEY, v text NOT NULL)",
        "INSERT INTO "
            + gated.sql()
            + " SELECT n, repeat(md5(n::text), 10) FROM generate_series(1, "
            + rows
            + ") n",
        "ANALYZE " + gated.sql());
    return gated;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String sql() {
    return table.sourceSql();
  }

  MigratedTable table() {
    return table;
  }

  /** Its entry of {@code spec.tables}. */
  Map<String, Object> configuration() {
    Map<String, Object> entry = table.toConfiguration();
    entry.put("whereClauseCriteria", condition);
    return entry;
  }

  int rows() {
    return rows;
  }

  /** From now on nobody passes. */
  void shut() throws SQLException {
    gate = source.connect();
    try (Statement statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + lock + ")");
    }
  }

  /** Who waits goes on. */
  void open() throws SQLException {
    gate.close();
    gate = null;
  }

  /** How many sessions wait at the gate. */
  long waiting() throws SQLException {
    try (Connection connection = source.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM pg_locks l WHERE locktype = 'advisory' AND NOT granted"
                    + " AND (l.classid::bigint << 32) + l.objid::bigint = ?")) {
      // As pg_locks shows a 64-bit key: its upper and its lower half, both unsigned.
      statement.setLong(1, lock);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Ends the sessions that wait at the gate; returns how many. */
  long cutOff() throws SQLException {
    try (Connection connection = source.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_locks l WHERE locktype = 'advisory'"
                    + " AND NOT granted AND (l.classid::bigint << 32) + l.objid::bigint = ?")) {
      statement.setLong(1, lock);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    if (gate != null) {
      open();
    }
  }
}
