package dev.datamigration.bench.types;

/** How a text becomes a literal of the source's SQL. */
public enum LiteralForm {
  /** As it is: numbers, hexadecimal bytes, expressions. */
  PLAIN,
  /** {@code '…'}. */
  TEXT,
  /** {@code N'…'} of SQL Server. */
  UNICODE;

  String literal(String text) {
    return switch (this) {
      case PLAIN -> text;
      case TEXT -> "'" + text.replace("'", "''") + "'";
      case UNICODE -> "N" + TEXT.literal(text);
    };
  }
}
