package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.plan.KeyValue;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;

/**
 * A key value as PostgreSQL and Redshift read it back without losing a digit, whatever the
 * session's settings (postgresql.org/docs/current/datatype.html).
 */
public final class KeyText {
  private static final int MICROSECOND_DIGITS = 6;

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter();

  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().appendInstant(MICROSECOND_DIGITS).toFormatter();

  private KeyText() {}

  public static String of(KeyValue value) {
    if (value instanceof KeyValue.BooleanKey key) {
      return Boolean.toString(key.value());
    }
    if (value instanceof KeyValue.IntegerKey key) {
      return Long.toString(key.value());
    }
    if (value instanceof KeyValue.DecimalKey key) {
      return key.value().toPlainString();
    }
    if (value instanceof KeyValue.DoubleKey key) {
      return Double.toString(key.toDouble());
    }
    if (value instanceof KeyValue.TextKey key) {
      return key.value();
    }
    if (value instanceof KeyValue.UuidKey key) {
      return key.value().toString();
    }
    if (value instanceof KeyValue.BinaryKey key) {
      return "\\x" + HexFormat.of().formatHex(key.value());
    }
    if (value instanceof KeyValue.DateKey key) {
      return key.value().toString();
    }
    if (value instanceof KeyValue.TimeKey key) {
      return key.value().toString();
    }
    if (value instanceof KeyValue.TimestampKey key) {
      return DATE_TIME.format(key.value());
    }
    if (value instanceof KeyValue.InstantKey key) {
      return INSTANT.format(key.value());
    }
    throw new IllegalArgumentException("a key of " + value.getClass());
  }
}
