package dev.datamigration.operator.status;

/** Texts as long as a schema allows. */
public final class BoundedText {
  private BoundedText() {}

  /**
   * The text, or as much of its beginning as fits with an ellipsis.
   *
   * @param limit characters at most, at least 1
   */
  public static String cut(String text, int limit) {
    if (text == null || text.length() <= limit) {
      return text;
    }
    int end = limit - 1;
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
