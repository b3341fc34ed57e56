package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.ColumnDefinition;
import dev.datamigration.local.sqlserver.catalogue.DatabaseObject;
import dev.datamigration.local.sqlserver.catalogue.HistogramStep;
import dev.datamigration.local.sqlserver.catalogue.TableFigures;
import dev.datamigration.local.sqlserver.engine.translate.KeyText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures that are counted when they are asked for. A histogram can miss what others commit while
 * it is made, as statistics do.
 */
final class CountedFigures implements TableFigures {
  private final Connection connection;
  private final KnownHistograms known;

  /**
   * @param known of the whole server
   */
  CountedFigures(Connection connection, KnownHistograms known) {
    this.connection = connection;
    this.known = known;
  }

  @Override
  public long rows(DatabaseObject.Table table) throws ServerError {
    try {
      return count("SELECT COUNT(*) FROM " + table.stored());
    } catch (SQLException e) {
      throw EngineErrors.of(e, false);
    }
  }

  private long count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public List<HistogramStep> histogram(DatabaseObject.Table table, ColumnDefinition column)
      throws ServerError {
    try {
      if (count(
              "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS"
                  + " WHERE SESSION_ID = SESSION_ID() AND CONTAINS_UNCOMMITTED")
          > 0) {
        return counted(table, column);
      }
      long change =
          count(
              "SELECT LAST_MODIFICATION FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = '"
                  + table.stored()
                  + "'");
      String place = table.stored() + "." + column.stored();
      return known.histogram(place, change, () -> counted(table, column));
    } catch (SQLException e) {
      throw EngineErrors.of(e, false);
    }
  }

  private List<HistogramStep> counted(DatabaseObject.Table table, ColumnDefinition column)
      throws ServerError, SQLException {
    String grouped =
        "SELECT "
            + column.stored()
            + ", COUNT(*) AS N FROM "
            + table.stored()
            + " GROUP BY "
            + column.stored();
    String sql =
        "SELECT " + KeyText.of(column) + ", N FROM (" + grouped + ") ORDER BY " + column.stored();
    try (Statement statement = connection.createStatement()) {
      long keys = count("SELECT COUNT(*) FROM (" + grouped + ")");
      long width = 1 + keys / (MOST_STEPS - 1);
      List<HistogramStep> steps = new ArrayList<>();
      long rangeRows = 0;
      long distinct = 0;
      try (ResultSet rows = statement.executeQuery(sql)) {
        for (long i = 0; rows.next(); i++) {
          if (i % width == 0 || i == keys - 1 || rows.getString(1) == null) {
            steps.add(new HistogramStep(rows.getString(1), rangeRows, rows.getLong(2), distinct));
            rangeRows = 0;
            distinct = 0;
          } else {
            rangeRows += rows.getLong(2);
            distinct++;
          }
        }
      }
      return steps;
    }
  }
}
