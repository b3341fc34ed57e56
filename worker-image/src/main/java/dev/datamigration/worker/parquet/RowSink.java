package dev.datamigration.worker.parquet;

import java.math.BigInteger;

/**
 * Takes the values of one row after another, column by column in order. Columns are numbered from
 * 0; which method a column wants follows from its {@link
 * dev.datamigration.model.plan.ColumnEncoding}.
 */
public interface RowSink {
  /** NULL. */
  void putNull(int column);

  /** For BOOLEAN. */
  void putBoolean(int column, boolean value);

  /** For DATE: days since 1970-01-01. */
  void putInt(int column, int value);

  /** For INTEGER, and for TIME, TIMESTAMP and INSTANT in microseconds. */
  void putLong(int column, long value);

  /** For DOUBLE. */
  void putDouble(int column, double value);

  /** For DECIMAL: the value without its decimal point, at the column's scale. */
  void putUnscaled(int column, long value);

  /** As {@link #putUnscaled(int, long)}. */
  void putUnscaled(int column, BigInteger value);

  /** For STRING and the other text encodings (UTF-8), and for BINARY. The bytes are copied. */
  void putBytes(int column, byte[] buffer, int offset, int length);
}
