package dev.datamigration.local.quickstart.comparison;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The first 128 bits of SHA-256 over a row's values, each with its length before it (or a mark for
 * NULL), so that no two different rows have the same bytes. Not thread-safe.
 */
final class RowHasher {
  private static final byte NULL = 0;
  private static final byte VALUE = 1;

  private final MessageDigest digest;
  private byte[] buffer = new byte[1024];
  private int length;

  RowHasher() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  /** The hash of the values at these indexes; a value may be null. */
  Hash128 hash(String[] row, int[] indexes) {
    length = 0;
    for (int index : indexes) {
      add(row[index]);
    }
    digest.update(buffer, 0, length);
    ByteBuffer result = ByteBuffer.wrap(digest.digest());
    return new Hash128(result.getLong(), result.getLong());
  }

  private void add(String value) {
    if (value == null) {
      reserve(1);
      buffer[length++] = NULL;
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    reserve(5 + bytes.length);
    buffer[length++] = VALUE;
    ByteBuffer.wrap(buffer).putInt(length, bytes.length);
    length += 4;
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void reserve(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
