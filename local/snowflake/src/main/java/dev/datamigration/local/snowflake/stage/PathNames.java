package dev.datamigration.local.snowflake.stage;

import java.util.Locale;

/**
 * Names of objects as names of directories: upper-case letters, digits and underscores stand for
 * themselves, every other character is {@code %} and four hexadecimal digits, so that two names
 * stay two on a file system that ignores case, and none is {@code ..}.
 */
final class PathNames {
  private static final int ESCAPE_LENGTH = 5;

  private PathNames() {}

  static String encode(String name) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_') {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%04X", (int) c));
      }
    }
    return encoded.toString();
  }

  static String decode(String encoded) {
    StringBuilder name = new StringBuilder();
    int at = 0;
    while (at < encoded.length()) {
      if (encoded.charAt(at) == '%') {
        name.append((char) Integer.parseInt(encoded, at + 1, at + ESCAPE_LENGTH, 16));
        at += ESCAPE_LENGTH;
      } else {
        name.append(encoded.charAt(at));
        at++;
      }
    }
    return name.toString();
  }
}
