package dev.datamigration.model.identifier;

/**
 * A name as a user writes it, and the exact identifier it means in a database: what the catalogue
 * holds, and what goes between quotes in SQL.
 *
 * @param exact the identifier, nothing left to unquote or fold
 * @param quoted whether it was written in double quotes
 */
public record SqlIdentifier(String exact, boolean quoted) {
  /**
   * Reads a name. Unquoted names are folded by the database's rule; quoted ones are kept, a doubled
   * quote inside standing for one.
   *
   * @throws InvalidIdentifierException if it is not one identifier of that database
   */
  public static SqlIdentifier parse(String written, IdentifierRule rule) {
    if (written == null || written.isBlank()) {
      throw new InvalidIdentifierException("the name is empty", "Write the name");
    }
    SqlIdentifier identifier =
        written.startsWith("\"")
            ? new SqlIdentifier(unquote(written), true)
            : new SqlIdentifier(rule.fold(plain(written, rule)), false);
    if (rule.tooLong(identifier.exact)) {
      throw new InvalidIdentifierException(
          "the name " + written + " is longer than " + rule.product() + " allows",
          "Use a name of at most " + rule.limit());
    }
    return identifier;
  }

  /** As {@link #parse}, the exact identifier only. */
  public static String exact(String written, IdentifierRule rule) {
    return parse(written, rule).exact;
  }

  /** An exact identifier in double quotes, so that every rule reads it as exactly itself. */
  public static String quote(String exact) {
    return '"' + exact.replace("\"", "\"\"") + '"';
  }

  /** How to write an exact identifier: without quotes where they are not needed. */
  public static String write(String exact, IdentifierRule rule) {
    return rule.plain(exact) && rule.fold(exact).equals(exact) ? exact : quote(exact);
  }

  private static String unquote(String written) {
    String inner =
        written.length() > 1 && written.endsWith("\"")
            ? written.substring(1, written.length() - 1)
            : null;
    if (inner == null || inner.replace("\"\"", "").indexOf('"') >= 0) {
      throw new InvalidIdentifierException(
          "the quotes of the name " + written + " do not balance",
          "End the name with a double quote and double every quote inside it");
    }
    if (inner.isEmpty()) {
      throw new InvalidIdentifierException("the name is empty", "Write the name");
    }
    if (inner.indexOf('\0') >= 0 || loneSurrogate(inner)) {
      throw new InvalidIdentifierException(
          "the name holds a character no database stores", "Remove the NUL or broken character");
    }
    return inner.replace("\"\"", "\"");
  }

  private static String plain(String written, IdentifierRule rule) {
    if (rule.plain(written)) {
      return written;
    }
    char first = written.charAt(0);
    if (first == '[' || first == '`') {
      String last = first == '[' ? "]" : "`";
      String inner = written.substring(1).replaceAll(last + "$", "").replace(last + last, last);
      throw new InvalidIdentifierException(
          "the name " + written + " is quoted with " + first,
          "Quote with double quotes on every platform: " + quote(inner));
    }
    if (written.indexOf('.') > 0) {
      throw new InvalidIdentifierException(
          "the name " + written + " has a dot",
          "Write database, schema and table in their own fields, or "
              + quote(written)
              + " if the dot belongs to the name");
    }
    throw new InvalidIdentifierException(
        "the name " + written + " has a character that needs quotes in " + rule.product(),
        "Write it exactly as the catalogue holds it, in double quotes: " + quote(written));
  }

  private static boolean loneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
