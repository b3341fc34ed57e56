package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.worker.parquet.RowSink;
import dev.datamigration.worker.source.extraction.InexactValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Typed getters of JDBC for each encoding; dates and times through java.time, never a zone. */
public final class ColumnReaders {
  private static final int NANOS_PER_MICRO = 1000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int LAST_YEAR = 9999;
  private static final int LONG_DIGITS = 18;

  /** A DATE that is selected as the number of days since 1970-01-01. */
  public static final ColumnReader EPOCH_DAYS = ColumnReaders::epochDays;

  /** An OFFSET_TIMESTAMP_TEXT that is selected as {@code 2024-02-29 12:34:56.1234567 +02:00}. */
  public static final ColumnReader SPACED_OFFSET_TIMESTAMP = ColumnReaders::spacedOffsetTimestamp;

  private ColumnReaders() {}

  /**
   * The getter for a column.
   *
   * @param real whether it is a four-byte floating point number, whose text a getter of eight bytes
   *     would read as another number
   */
  public static ColumnReader of(ColumnPlan column, boolean real) {
    return switch (column.encoding()) {
      case BOOLEAN -> ColumnReaders::bool;
      case INTEGER -> ColumnReaders::integer;
      case DECIMAL -> (row, i, sink) -> decimal(row, i, sink, column.scale());
      case DOUBLE -> real ? ColumnReaders::real : ColumnReaders::floating;
      case STRING, JSON -> ColumnReaders::text;
      case TIME_TEXT -> (row, i, sink) -> written(row, i, sink, LocalTime.class);
      case TIMESTAMP_TEXT -> (row, i, sink) -> written(row, i, sink, LocalDateTime.class);
      case OFFSET_TIMESTAMP_TEXT -> (row, i, sink) -> written(row, i, sink, OffsetDateTime.class);
      case BINARY -> ColumnReaders::bytes;
      case DATE -> ColumnReaders::date;
      case TIME -> ColumnReaders::time;
      case TIMESTAMP -> ColumnReaders::timestamp;
      case INSTANT -> ColumnReaders::instant;
    };
  }

  private static int bool(ResultSet row, int column, RowSink sink) throws SQLException {
    boolean value = row.getBoolean(column + 1);
    if (row.wasNull()) {
      return none(column, sink);
    }
    sink.putBoolean(column, value);
    return 1;
  }

  private static int integer(ResultSet row, int column, RowSink sink) throws SQLException {
    long value = row.getLong(column + 1);
    if (row.wasNull()) {
      return none(column, sink);
    }
    sink.putLong(column, value);
    return Long.BYTES;
  }

  private static int real(ResultSet row, int column, RowSink sink) throws SQLException {
    float value = row.getFloat(column + 1);
    if (row.wasNull()) {
      return none(column, sink);
    }
    sink.putDouble(column, value);
    return Float.BYTES;
  }

  private static int floating(ResultSet row, int column, RowSink sink) throws SQLException {
    double value = row.getDouble(column + 1);
    if (row.wasNull()) {
      return none(column, sink);
    }
    sink.putDouble(column, value);
    return Double.BYTES;
  }

  private static int decimal(ResultSet row, int column, RowSink sink, int scale)
      throws SQLException {
    BigDecimal value = row.getBigDecimal(column + 1);
    if (value == null) {
      return none(column, sink);
    }
    BigDecimal scaled = value;
    if (value.scale() != scale) {
      try {
        scaled = value.setScale(scale);
      } catch (ArithmeticException e) {
        throw new InexactValueException(column, "has more digits after the point");
      }
    }
    BigInteger unscaled = scaled.unscaledValue();
    if (scaled.precision() <= LONG_DIGITS) {
      sink.putUnscaled(column, unscaled.longValue());
    } else {
      sink.putUnscaled(column, unscaled);
    }
    return scaled.precision() / 2 + 1;
  }

  private static int text(ResultSet row, int column, RowSink sink) throws SQLException {
    String value = row.getString(column + 1);
    return value == null
        ? none(column, sink)
        : put(value.getBytes(StandardCharsets.UTF_8), column, sink);
  }

  /** ISO text, to the nanosecond. */
  private static int spacedOffsetTimestamp(ResultSet row, int column, RowSink sink)
      throws SQLException {
    String value = row.getString(column + 1);
    if (value == null) {
      return none(column, sink);
    }
    int blank = value.indexOf(' ');
    String time = value.substring(blank + 1).replace(" ", "");
    OffsetDateTime moment = OffsetDateTime.parse(value.substring(0, blank) + "T" + time);
    return put(moment.toString().getBytes(StandardCharsets.US_ASCII), column, sink);
  }

  private static int written(ResultSet row, int column, RowSink sink, Class<?> type)
      throws SQLException {
    Object value = row.getObject(column + 1, type);
    return value == null
        ? none(column, sink)
        : put(value.toString().getBytes(StandardCharsets.US_ASCII), column, sink);
  }

  private static int bytes(ResultSet row, int column, RowSink sink) throws SQLException {
    byte[] value = row.getBytes(column + 1);
    return value == null ? none(column, sink) : put(value, column, sink);
  }

  private static int put(byte[] value, int column, RowSink sink) {
    sink.putBytes(column, value, 0, value.length);
    return value.length;
  }

  private static int date(ResultSet row, int column, RowSink sink) throws SQLException {
    LocalDate value = row.getObject(column + 1, LocalDate.class);
    if (value == null) {
      return none(column, sink);
    }
    checkYear(column, value.getYear());
    sink.putInt(column, (int) value.toEpochDay());
    return Integer.BYTES;
  }

  private static int epochDays(ResultSet row, int column, RowSink sink) throws SQLException {
    int days = row.getInt(column + 1);
    if (row.wasNull()) {
      return none(column, sink);
    }
    sink.putInt(column, days);
    return Integer.BYTES;
  }

  private static int time(ResultSet row, int column, RowSink sink) throws SQLException {
    LocalTime value = row.getObject(column + 1, LocalTime.class);
    if (value == null) {
      return none(column, sink);
    }
    long nanos = value.toNanoOfDay();
    if (nanos % NANOS_PER_MICRO != 0) {
      throw new InexactValueException(column, "is the time 24:00 or has nanoseconds");
    }
    sink.putLong(column, nanos / NANOS_PER_MICRO);
    return Long.BYTES;
  }

  private static int timestamp(ResultSet row, int column, RowSink sink) throws SQLException {
    LocalDateTime value = row.getObject(column + 1, LocalDateTime.class);
    if (value == null) {
      return none(column, sink);
    }
    checkYear(column, value.getYear());
    return micros(value.toInstant(ZoneOffset.UTC), column, sink);
  }

  private static int instant(ResultSet row, int column, RowSink sink) throws SQLException {
    OffsetDateTime value = row.getObject(column + 1, OffsetDateTime.class);
    if (value == null) {
      return none(column, sink);
    }
    checkYear(column, value.getYear());
    return micros(value.toInstant(), column, sink);
  }

  private static int micros(Instant value, int column, RowSink sink) {
    if (value.getNano() % NANOS_PER_MICRO != 0) {
      throw new InexactValueException(column, "has nanoseconds");
    }
    sink.putLong(
        column, value.getEpochSecond() * MICROS_PER_SECOND + value.getNano() / NANOS_PER_MICRO);
    return Long.BYTES;
  }

  /** Drivers give infinity as the last or first year that java.time knows. */
  private static void checkYear(int column, int year) {
    if (year > LAST_YEAR || year < 1) {
      throw new InexactValueException(column, "is infinite or outside of the years 1 to 9999");
    }
  }

  private static int none(int column, RowSink sink) {
    sink.putNull(column);
    return 0;
  }
}
