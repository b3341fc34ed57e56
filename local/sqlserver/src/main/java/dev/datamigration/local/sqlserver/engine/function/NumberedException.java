package dev.datamigration.local.sqlserver.engine.function;

import java.sql.SQLException;

/** An error of a function that already has SQL Server's number (its vendor code). */
public final class NumberedException extends SQLException {
  private static final long serialVersionUID = 1L;

  NumberedException(int number, String message) {
    super(message, "S0001", number);
  }
}
