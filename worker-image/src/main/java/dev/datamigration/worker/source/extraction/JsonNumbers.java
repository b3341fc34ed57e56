package dev.datamigration.worker.source.extraction;

/** Whether Snowflake's VARIANT, whose numbers have 38 digits, keeps those of a JSON text. */
final class JsonNumbers {
  private static final int MOST_DIGITS = 38;

  private JsonNumbers() {}

  /**
   * Whether every number fits. Strings are passed over; the text is taken to be valid.
   *
   * @param json UTF-8
   */
  static boolean fit(byte[] json, int offset, int length) {
    boolean inString = false;
    int digits = 0;
    for (int i = offset; i < offset + length; i++) {
      byte c = json[i];
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c >= '0' && c <= '9') {
        digits++;
        if (digits > MOST_DIGITS) {
          return false;
        }
      } else if (c != '.') {
        digits = 0;
        inString = c == '"';
      }
    }
    return true;
  }
}
