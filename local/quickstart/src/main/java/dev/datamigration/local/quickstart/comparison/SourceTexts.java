package dev.datamigration.local.quickstart.comparison;

import java.sql.Connection;
import java.sql.SQLException;

/** How a kind of source is read so that the texts of its values show every digit. */
public interface SourceTexts {
  /** Sets a new connection up to stream rows, with one text for each value. */
  void setUp(Connection connection) throws SQLException;

  /**
   * What the values of a column mean.
   *
   * @param type the type's name as the driver's metadata say it
   */
  ValueKind kind(String type);

  /**
   * What is selected for a column.
   *
   * @param column in double quotes
   * @param type the type's name as the driver's metadata say it
   */
  String expression(String column, String type);
}
