package dev.datamigration.local.sqlserver.type;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;

/**
 * A uniqueidentifier is kept as its sort key: its 16 bytes as they travel (the first three groups
 * little-endian), in the order in which SQL Server compares them – 10 to 15, 8, 9, 6, 7, 4, 5, 0 to
 * 3. So an ordinary comparison of bytes is SQL Server's.
 */
public final class Guid {
  private static final int[] ORDER = {10, 11, 12, 13, 14, 15, 8, 9, 6, 7, 4, 5, 0, 1, 2, 3};

  private Guid() {}

  /** From the bytes of the wire. */
  public static byte[] toKey(byte[] wire) {
    byte[] key = new byte[16];
    for (int i = 0; i < 16; i++) {
      key[i] = wire[ORDER[i]];
    }
    return key;
  }

  /** To the bytes of the wire. */
  public static byte[] toWire(byte[] key) {
    byte[] wire = new byte[16];
    for (int i = 0; i < 16; i++) {
      wire[ORDER[i]] = key[i];
    }
    return wire;
  }

  /** From text, with or without braces; IllegalArgumentException when it is none. */
  public static byte[] parse(String text) {
    String bare = text.strip();
    if (bare.startsWith("{") && bare.endsWith("}")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    if (bare.length() != 36) {
      throw new IllegalArgumentException(text);
    }
    return toKey(swapped(UUID.fromString(bare)));
  }

  public static byte[] random() {
    return toKey(swapped(UUID.randomUUID()));
  }

  /** Upper case, as SQL Server writes it. */
  public static String text(byte[] key) {
    ByteBuffer wire = ByteBuffer.wrap(swap(toWire(key)));
    return new UUID(wire.getLong(), wire.getLong()).toString().toUpperCase(Locale.ROOT);
  }

  private static byte[] swapped(UUID id) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return swap(bytes.array());
  }

  private static byte[] swap(byte[] b) {
    byte[] other = b.clone();
    for (int i = 0; i < 4; i++) {
      other[i] = b[3 - i];
    }
    other[4] = b[5];
    other[5] = b[4];
    other[6] = b[7];
    other[7] = b[6];
    return other;
  }
}
