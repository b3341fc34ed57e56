package dev.datamigration.local.quickstart.comparison;

import java.util.HexFormat;

/** A 128-bit number: the hash of a row, or the sum of such hashes modulo 2^128. */
public record Hash128(long high, long low) {
  static final Hash128 ZERO = new Hash128(0, 0);

  Hash128 plus(Hash128 other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Hash128(high + other.high + carry, sum);
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
