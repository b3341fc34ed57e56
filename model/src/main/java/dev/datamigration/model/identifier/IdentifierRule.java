package dev.datamigration.model.identifier;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How a database reads an identifier: which characters need no quotes, what becomes of the case of
 * unquoted ones, and how long one may be.
 */
public enum IdentifierRule {
  /**
   * Unquoted: ASCII letters, digits, {@code _ $}, folded to upper case; at most 255 characters
   * (docs.snowflake.com/en/sql-reference/identifiers-syntax).
   */
  SNOWFLAKE("Snowflake", 255, false),
  /**
   * Unquoted: letters of any script, digits, {@code _ $}; ASCII letters folded to lower case; at
   * most 63 bytes (postgresql.org/docs/current/sql-syntax-lexical.html).
   */
  POSTGRESQL("PostgreSQL", 63, true),
  /**
   * As PostgreSQL, at most 127 bytes (docs.aws.amazon.com/redshift/latest/dg/r_names.html). Quoted
   * names are kept exactly, as with enable_case_sensitive_identifier.
   */
  REDSHIFT("Redshift", 127, true),
  /**
   * Unquoted: letters of any script, digits, {@code _ @ # $}, kept as written; at most 128
   * characters (learn.microsoft.com/sql/relational-databases/databases/database-identifiers).
   */
  SQLSERVER("SQL Server", 128, false);

  private final String product;
  private final int maxLength;
  private final boolean lengthInBytes;

  IdentifierRule(String product, int maxLength, boolean lengthInBytes) {
    this.product = product;
    this.maxLength = maxLength;
    this.lengthInBytes = lengthInBytes;
  }

  /** The database's name, for messages. */
  public String product() {
    return product;
  }

  /** What an unquoted name means, exactly. */
  public String fold(String unquoted) {
    return switch (this) {
      case SNOWFLAKE -> unquoted.toUpperCase(Locale.ROOT);
      case POSTGRESQL, REDSHIFT -> lowerAscii(unquoted);
      case SQLSERVER -> unquoted;
    };
  }

  /** Whether a name may be written without quotes. */
  public boolean plain(String name) {
    int[] codePoints = name.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i++) {
      if (!(i == 0 ? starts(codePoints[i]) : continues(codePoints[i]))) {
        return false;
      }
    }
    return codePoints.length > 0;
  }

  /** Whether an exact name is longer than the database allows. */
  public boolean tooLong(String exact) {
    int length =
        lengthInBytes
            ? exact.getBytes(StandardCharsets.UTF_8).length
            : exact.codePointCount(0, exact.length());
    return length > maxLength;
  }

  /** The longest name allowed, for messages, for example {@code 63 bytes}. */
  public String limit() {
    return maxLength + (lengthInBytes ? " bytes" : " characters");
  }

  private boolean starts(int c) {
    return c == '_'
        || asciiLetter(c)
        || switch (this) {
          case SNOWFLAKE -> false;
          case POSTGRESQL, REDSHIFT -> c >= 0x80;
          case SQLSERVER -> c == '@' || c == '#' || Character.isLetter(c);
        };
  }

  private boolean continues(int c) {
    return starts(c)
        || c == '$'
        || (c >= '0' && c <= '9')
        || (this == SQLSERVER && Character.isDigit(c));
  }

  private static boolean asciiLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String lowerAscii(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c - 'A' + 'a'));
      }
    }
    return lower.toString();
  }
}
