package dev.datamigration.worker.source.postgresql;

import dev.datamigration.worker.parquet.RowSink;
import dev.datamigration.worker.source.extraction.InexactValueException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Fields of binary COPY as the types' send functions write them (src/backend/utils/adt of
 * PostgreSQL): big-endian, dates and times counted from 2000-01-01.
 */
final class FieldDecoders {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  /** Days from 1970-01-01 to 2000-01-01. */
  private static final int EPOCH_DAYS = 10_957;

  private static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;

  private static final int REAL_BYTES = 4;

  private FieldDecoders() {}

  private static VarHandle view(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
  }

  static int int16(byte[] bytes, int offset) {
    return (short) SHORT.get(bytes, offset);
  }

  static int int32(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  static long int64(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  static void bool(byte[] row, int offset, int length, RowSink sink, int column) {
    expect(1, length);
    sink.putBoolean(column, row[offset] != 0);
  }

  /** smallint, integer and bigint, told apart by their length. */
  static void integer(byte[] row, int offset, int length, RowSink sink, int column) {
    long value =
        switch (length) {
          case Short.BYTES -> int16(row, offset);
          case Integer.BYTES -> int32(row, offset);
          case Long.BYTES -> int64(row, offset);
          default -> throw new IllegalArgumentException("an integer of " + length + " bytes");
        };
    sink.putLong(column, value);
  }

  /** real and double precision, told apart by their length; a real widens exactly. */
  static void floating(byte[] row, int offset, int length, RowSink sink, int column) {
    double value;
    if (length == REAL_BYTES) {
      value = Float.intBitsToFloat(int32(row, offset));
    } else {
      expect(Long.BYTES, length);
      value = Double.longBitsToDouble(int64(row, offset));
    }
    sink.putDouble(column, value);
  }

  /** Text of any kind, in UTF-8, and bytea. */
  static void bytes(byte[] row, int offset, int length, RowSink sink, int column) {
    sink.putBytes(column, row, offset, length);
  }

  static void uuid(byte[] row, int offset, int length, RowSink sink, int column) {
    expect(2 * Long.BYTES, length);
    byte[] text =
        new UUID(int64(row, offset), int64(row, offset + Long.BYTES))
            .toString()
            .getBytes(StandardCharsets.ISO_8859_1);
    sink.putBytes(column, text, 0, text.length);
  }

  static void date(byte[] row, int offset, int length, RowSink sink, int column) {
    expect(Integer.BYTES, length);
    int days = int32(row, offset);
    if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
      throw infinite(column);
    }
    sink.putInt(column, days + EPOCH_DAYS);
  }

  static void time(byte[] row, int offset, int length, RowSink sink, int column) {
    expect(Long.BYTES, length);
    sink.putLong(column, int64(row, offset));
  }

  /** timestamp and timestamptz. */
  static void timestamp(byte[] row, int offset, int length, RowSink sink, int column) {
    expect(Long.BYTES, length);
    long micros = int64(row, offset);
    if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
      throw infinite(column);
    }
    sink.putLong(column, micros + EPOCH_MICROS);
  }

  private static InexactValueException infinite(int column) {
    return new InexactValueException(column, "is infinite");
  }

  private static void expect(int wanted, int length) {
    if (length != wanted) {
      throw new IllegalArgumentException("a field of " + length + " bytes instead of " + wanted);
    }
  }
}
