package dev.datamigration.local.snowflake.engine.transaction;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Column;
import dev.datamigration.local.snowflake.engine.function.FunctionFailure;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's errors as Snowflake's. */
public final class DuckDbErrors {
  private static final Pattern PACKED =
      Pattern.compile(FunctionFailure.MARK + "(\\d+):(\\w{5}):([A-Za-z0-9+/=]*):");
  private static final Pattern NOT_NULL =
      Pattern.compile("NOT NULL constraint failed: t(\\d+)\\.c(\\d+)");

  private DuckDbErrors() {}

  /** Whether two transactions changed the same row, so that one of them has to be tried again. */
  static boolean isConflict(SQLException error) {
    String message = message(error);
    return message.contains("TransactionContext Error")
        && (message.contains("onflict") || message.contains("has been altered"));
  }

  private static String message(SQLException error) {
    return error.getMessage() == null ? "" : error.getMessage();
  }

  /** The error as Snowflake would answer it. */
  public static SqlError translate(SQLException error, Catalog catalog) {
    String message = message(error);
    Matcher packed = PACKED.matcher(message);
    if (packed.find()) {
      return new SqlError(
          Integer.parseInt(packed.group(1)),
          packed.group(2),
          new String(Base64.getDecoder().decode(packed.group(3)), StandardCharsets.UTF_8),
          error);
    }
    Matcher notNull = NOT_NULL.matcher(message);
    if (notNull.find()) {
      String column =
          catalog
              .table(Long.parseLong(notNull.group(1)))
              .flatMap(
                  table ->
                      table.columns().stream()
                          .filter(c -> c.physical().equals("c" + notNull.group(2)))
                          .findFirst())
              .map(Column::name)
              .orElse("?");
      return SqlErrors.nullInColumn(column);
    }
    if (message.startsWith("INTERRUPT")) {
      return SqlErrors.cancelled();
    }
    if (message.contains("cannot affect the same target row")) {
      return SqlErrors.duplicateMergeRow();
    }
    if (message.startsWith("Out of Range Error") || message.startsWith("Conversion Error")) {
      return SqlErrors.outOfRange(firstLine(message));
    }
    if (message.contains("GROUP BY")) {
      return new SqlError(
          979,
          "42601",
          "SQL compilation error:\na column is neither aggregated nor a valid group by expression ("
              + firstLine(message)
              + ")",
          error);
    }
    if (message.startsWith("Catalog Error")) {
      return new SqlError(
          2003,
          "42S02",
          "SQL compilation error:\nThe table was replaced after this transaction had begun; the stand-in shows a transaction the tables of its first statement ("
              + firstLine(message)
              + ")",
          error);
    }
    return new SqlError(603, "XX000", "SQL execution internal error: " + message, error);
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
