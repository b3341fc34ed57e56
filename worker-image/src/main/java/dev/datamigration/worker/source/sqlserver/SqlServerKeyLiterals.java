package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.worker.source.jdbc.KeyPlacement;
import dev.datamigration.worker.source.planning.SourceColumn;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Key values as literals of the key column's own type and collation. A literal of another type
 * would have the server convert the column instead, which reads the whole index, and for text may
 * compare in another order; a bind variable of text would go through the driver's one code page.
 */
final class SqlServerKeyLiterals implements KeyPlacement {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn", Locale.ROOT);

  /** SQL Server's times have 100 nanoseconds; its datetime has milliseconds. */
  private static final int HUNDRED_NANOS = 2;

  private static final int MILLIS = 6;

  private final List<SourceColumn> columns;

  /**
   * @param columns of the key, in order
   */
  SqlServerKeyLiterals(List<SourceColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  @Override
  public String place(int column, KeyValue value) {
    return literal(value, columns.get(column));
  }

  static String literal(KeyValue value, SourceColumn column) {
    if (value instanceof KeyValue.TextKey key) {
      String text = SqlServerSyntax.literal(key.value());
      String collated = column.collation() == null ? text : text + " COLLATE " + column.collation();
      return cast(collated, column);
    }
    if (value instanceof KeyValue.BooleanKey key) {
      return cast(key.value() ? "1" : "0", column);
    }
    if (value instanceof KeyValue.IntegerKey key) {
      return cast(Long.toString(key.value()), column);
    }
    if (value instanceof KeyValue.DecimalKey key) {
      return cast(key.value().toPlainString(), column);
    }
    if (value instanceof KeyValue.DoubleKey key) {
      return cast(exponential(key.toDouble()), column);
    }
    if (value instanceof KeyValue.BinaryKey key) {
      return cast("0x" + HexFormat.of().formatHex(key.value()), column);
    }
    return cast("'" + written(value, column) + "'", column);
  }

  /** A literal without an exponent would be a decimal, which has too few digits. */
  private static String exponential(double value) {
    String text = Double.toString(value);
    return text.contains("E") ? text : text + "E0";
  }

  private static String written(KeyValue value, SourceColumn column) {
    if (value instanceof KeyValue.UuidKey key) {
      return key.value().toString();
    }
    if (value instanceof KeyValue.DateKey key) {
      return key.value().toString();
    }
    if (value instanceof KeyValue.TimeKey key) {
      return cut(
          DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn").format(key.value()), HUNDRED_NANOS);
    }
    if (value instanceof KeyValue.TimestampKey key) {
      boolean millis = List.of("datetime", "smalldatetime").contains(column.typeName());
      return cut(DATE_TIME.format(key.value()), millis ? MILLIS : HUNDRED_NANOS);
    }
    if (value instanceof KeyValue.InstantKey key) {
      LocalDateTime utc = LocalDateTime.ofInstant(key.value(), ZoneOffset.UTC);
      return cut(DATE_TIME.format(utc), HUNDRED_NANOS) + "+00:00";
    }
    throw new IllegalArgumentException("a key of " + value.getClass());
  }

  private static String cut(String text, int digits) {
    return text.substring(0, text.length() - digits);
  }

  private static String cast(String literal, SourceColumn column) {
    return "CAST(" + literal + " AS " + column.declaredType() + ")";
  }
}
