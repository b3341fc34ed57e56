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

/** Figures that are counted when they are asked for, so that they are never out of date. */
final class CountedFigures implements TableFigures {
  private final Connection connection;

  CountedFigures(Connection connection) {
    this.connection = connection;
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
    } catch (SQLException e) {
      throw EngineErrors.of(e, false);
    }
  }
}
