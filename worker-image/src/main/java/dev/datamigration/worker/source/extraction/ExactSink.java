package dev.datamigration.worker.source.extraction;

import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.worker.parquet.RowSink;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks on the way to another sink that the column's type in Snowflake holds each value: dates of
 * the years 1 to 9999, times below 24:00, decimals of the column's digits, texts and bytes of the
 * column's length, JSON that VARIANT keeps.
 */
public final class ExactSink implements RowSink {
  /** 0001-01-01. */
  private static final int FIRST_DAY = -719_162;

  /** 9999-12-31. */
  private static final int LAST_DAY = 2_932_896;

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** VARCHAR and VARIANT without a length (docs.snowflake.com/en/sql-reference/data-types-text). */
  private static final int DEFAULT_TEXT_BYTES = 16 << 20;

  private static final int LARGEST_TEXT_BYTES = 128 << 20;

  /** BINARY without a length. */
  private static final int DEFAULT_BINARY_BYTES = 8 << 20;

  private static final Pattern LENGTH = Pattern.compile("\\((\\d{1,9})\\)");

  private final JsonCheck json = new JsonCheck();
  private final RowSink sink;
  private final ColumnEncoding[] encodings;
  private final int[] maxBytes;
  private final long[] unscaledLimit;
  private final BigInteger[] wideLimit;

  public ExactSink(List<ColumnPlan> columns, RowSink sink) {
    this.sink = sink;
    this.encodings = columns.stream().map(ColumnPlan::encoding).toArray(ColumnEncoding[]::new);
    this.maxBytes = columns.stream().mapToInt(ExactSink::maxBytes).toArray();
    this.unscaledLimit = columns.stream().mapToLong(ExactSink::longLimit).toArray();
    this.wideLimit =
        columns.stream()
            .map(column -> BigInteger.TEN.pow(column.precision()))
            .toArray(BigInteger[]::new);
  }

  private static int maxBytes(ColumnPlan column) {
    Matcher matcher = LENGTH.matcher(column.targetType());
    int declared = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    if (column.encoding() == ColumnEncoding.BINARY) {
      return declared > 0 ? declared : DEFAULT_BINARY_BYTES;
    }
    return declared > DEFAULT_TEXT_BYTES ? LARGEST_TEXT_BYTES : DEFAULT_TEXT_BYTES;
  }

  private static long longLimit(ColumnPlan column) {
    long limit = 1;
    for (int i = 0; i < Math.min(column.precision(), 18); i++) {
      limit *= 10;
    }
    return column.precision() > 18 ? Long.MAX_VALUE : limit;
  }

  @Override
  public void putNull(int column) {
    sink.putNull(column);
  }

  @Override
  public void putBoolean(int column, boolean value) {
    sink.putBoolean(column, value);
  }

  @Override
  public void putInt(int column, int value) {
    if (value < FIRST_DAY || value > LAST_DAY) {
      throw new InexactValueException(column, "is a date outside of the years 1 to 9999");
    }
    sink.putInt(column, value);
  }

  @Override
  public void putLong(int column, long value) {
    switch (encodings[column]) {
      case TIMESTAMP, INSTANT -> {
        if (value < FIRST_DAY * MICROS_PER_DAY || value >= (LAST_DAY + 1) * MICROS_PER_DAY) {
          throw new InexactValueException(column, "is a time outside of the years 1 to 9999");
        }
      }
      case TIME -> {
        if (value < 0 || value >= MICROS_PER_DAY) {
          throw new InexactValueException(column, "is the time 24:00, which Snowflake has not");
        }
      }
      default -> {}
    }
    sink.putLong(column, value);
  }

  @Override
  public void putDouble(int column, double value) {
    sink.putDouble(column, value);
  }

  @Override
  public void putUnscaled(int column, long value) {
    long limit = unscaledLimit[column];
    if (limit != Long.MAX_VALUE && (value >= limit || value <= -limit)) {
      throw tooManyDigits(column);
    }
    sink.putUnscaled(column, value);
  }

  @Override
  public void putUnscaled(int column, BigInteger value) {
    if (value.abs().compareTo(wideLimit[column]) >= 0) {
      throw tooManyDigits(column);
    }
    sink.putUnscaled(column, value);
  }

  private static InexactValueException tooManyDigits(int column) {
    return new InexactValueException(column, "has more digits than the target type");
  }

  @Override
  public void putBytes(int column, byte[] buffer, int offset, int length) {
    if (length > maxBytes[column]) {
      throw new InexactValueException(
          column, "is " + length + " bytes long, more than the " + maxBytes[column] + " allowed");
    }
    if (encodings[column] == ColumnEncoding.JSON) {
      String problem = json.problem(buffer, offset, length);
      if (problem != null) {
        throw new InexactValueException(column, problem);
      }
    }
    sink.putBytes(column, buffer, offset, length);
  }
}
