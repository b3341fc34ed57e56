package dev.datamigration.local.source;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A login of the source database. {@code toString} does not show the password. */
public record DatabaseUser(String name, String password) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 18;

  /** A login with a password that nobody knows yet. */
  public static DatabaseUser withRandomPassword(String name) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return new DatabaseUser(name, HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return "DatabaseUser[name=" + name + ", ***]";
  }
}
