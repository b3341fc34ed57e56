package dev.datamigration.worker.source.postgresql;

import static dev.datamigration.worker.source.postgresql.FieldDecoders.int16;

import dev.datamigration.worker.parquet.RowSink;
import dev.datamigration.worker.source.extraction.InexactValueException;
import java.math.BigInteger;

/**
 * numeric as numeric_send writes it: number of digits, weight of the first, sign, display scale,
 * then digits of base 10,000. Most values need no object.
 *
 * @param scale of the column in the file
 */
record NumericDecoder(int scale) implements FieldDecoder {
  private static final int HEADER = 8;
  private static final int BASE = 10_000;
  private static final int BASE_DIGITS = 4;
  private static final int NEGATIVE = 0x4000;
  private static final int POSITIVE = 0;
  private static final int NAN = 0xC000;

  /** As many digits of base 10,000 as a long certainly holds. */
  private static final int LONG_GROUPS = 4;

  private static final long[] POWERS = powers();

  private static long[] powers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  @Override
  public void decode(byte[] row, int offset, int length, RowSink sink, int column) {
    int groups = int16(row, offset);
    int weight = int16(row, offset + 2);
    int sign = int16(row, offset + 4) & 0xFFFF;
    if (groups < 0 || length != HEADER + 2 * groups) {
      throw new IllegalArgumentException(
          "a numeric of " + groups + " groups in " + length + " bytes");
    }
    if (sign != POSITIVE && sign != NEGATIVE) {
      throw new InexactValueException(column, sign == NAN ? "is NaN" : "is infinite");
    }
    // The number is its groups, read as one whole number, times ten to the power of shift.
    int shift = (weight - groups + 1) * BASE_DIGITS + scale;
    if (groups <= LONG_GROUPS) {
      long digits = 0;
      for (int i = 0; i < groups; i++) {
        digits = digits * BASE + int16(row, offset + HEADER + 2 * i);
      }
      if (shift <= 0 && shift > -POWERS.length) {
        long power = POWERS[-shift];
        if (digits % power != 0) {
          throw tooFine(column);
        }
        long unscaled = digits / power;
        sink.putUnscaled(column, sign == NEGATIVE ? -unscaled : unscaled);
        return;
      }
      if (shift > 0 && shift < POWERS.length && digits <= Long.MAX_VALUE / POWERS[shift]) {
        long unscaled = digits * POWERS[shift];
        sink.putUnscaled(column, sign == NEGATIVE ? -unscaled : unscaled);
        return;
      }
    }
    large(row, offset, groups, shift, sign, sink, column);
  }

  private static void large(
      byte[] row, int offset, int groups, int shift, int sign, RowSink sink, int column) {
    BigInteger digits = BigInteger.ZERO;
    BigInteger base = BigInteger.valueOf(BASE);
    for (int i = 0; i < groups; i++) {
      digits = digits.multiply(base).add(BigInteger.valueOf(int16(row, offset + HEADER + 2 * i)));
    }
    if (shift >= 0) {
      digits = digits.multiply(BigInteger.TEN.pow(shift));
    } else {
      BigInteger[] parts = digits.divideAndRemainder(BigInteger.TEN.pow(-shift));
      if (parts[1].signum() != 0) {
        throw tooFine(column);
      }
      digits = parts[0];
    }
    sink.putUnscaled(column, sign == NEGATIVE ? digits.negate() : digits);
  }

  private static InexactValueException tooFine(int column) {
    return new InexactValueException(column, "has more digits after the point");
  }
}
