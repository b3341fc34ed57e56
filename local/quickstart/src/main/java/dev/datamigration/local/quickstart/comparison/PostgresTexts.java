package dev.datamigration.local.quickstart.comparison;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The texts of PostgreSQL's driver, under settings that do not depend on the server's. */
public final class PostgresTexts implements SourceTexts {
  /** Leaves autocommit mode, without which the driver holds a whole result in memory. */
  @Override
  public void setUp(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET TIME ZONE 'UTC'; SET DateStyle = 'ISO, YMD'; SET bytea_output = 'hex';"
              + " SET extra_float_digits = 3; SET IntervalStyle = 'iso_8601'");
    }
  }

  /** Unknown types are text. */
  @Override
  public ValueKind kind(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "bool" -> ValueKind.BOOLEAN;
      case "int2", "int4", "int8", "serial", "bigserial", "smallserial", "numeric", "oid" ->
          ValueKind.NUMBER;
      case "float4" -> ValueKind.REAL;
      case "float8" -> ValueKind.DOUBLE;
      case "bpchar" -> ValueKind.FIXED_TEXT;
      case "bytea" -> ValueKind.BINARY;
      case "date" -> ValueKind.DATE;
      case "time" -> ValueKind.TIME;
      case "timestamp" -> ValueKind.TIMESTAMP;
      case "timestamptz" -> ValueKind.INSTANT;
      case "json", "jsonb" -> ValueKind.JSON;
      default -> ValueKind.TEXT;
    };
  }

  @Override
  public String expression(String column, String type) {
    return column;
  }
}
