package dev.datamigration.worker.source.extraction;

import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.worker.parquet.RowSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/** Makes values readable for messages; keeps the last one. Long ones are cut. */
final class TextSink implements RowSink {
  private static final int MOST_CHARACTERS = 60;
  private static final long NANOS_PER_MICRO = 1000;

  private final List<ColumnPlan> columns;
  private String text = "";

  TextSink(List<ColumnPlan> columns) {
    this.columns = columns;
  }

  String text() {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }

  @Override
  public void putNull(int column) {
    text = "NULL";
  }

  @Override
  public void putBoolean(int column, boolean value) {
    text = Boolean.toString(value);
  }

  @Override
  public void putInt(int column, int value) {
    text = LocalDate.ofEpochDay(value).toString();
  }

  @Override
  public void putLong(int column, long value) {
    text =
        switch (columns.get(column).encoding()) {
          case TIMESTAMP -> LocalDateTime.ofInstant(instant(value), ZoneOffset.UTC).toString();
          case INSTANT -> instant(value).toString();
          case TIME ->
              value >= 0 && value < ChronoUnit.DAYS.getDuration().toNanos() / NANOS_PER_MICRO
                  ? LocalTime.ofNanoOfDay(value * NANOS_PER_MICRO).toString()
                  : value + " microseconds";
          default -> Long.toString(value);
        };
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Override
  public void putDouble(int column, double value) {
    text = Double.toString(value);
  }

  @Override
  public void putUnscaled(int column, long value) {
    putUnscaled(column, BigInteger.valueOf(value));
  }

  @Override
  public void putUnscaled(int column, BigInteger value) {
    text = new BigDecimal(value, columns.get(column).scale()).toPlainString();
  }

  @Override
  public void putBytes(int column, byte[] buffer, int offset, int length) {
    int shown = Math.min(length, MOST_CHARACTERS * 4);
    text =
        columns.get(column).encoding() == ColumnEncoding.BINARY
            ? HexFormat.of().formatHex(buffer, offset, offset + shown)
            : new String(buffer, offset, shown, StandardCharsets.UTF_8);
  }
}
