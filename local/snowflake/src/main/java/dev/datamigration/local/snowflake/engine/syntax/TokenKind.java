package dev.datamigration.local.snowflake.engine.syntax;

/** What a {@link Token} is. */
enum TokenKind {
  /** An unquoted word, folded to upper case. */
  WORD,
  /** A quoted identifier, without its quotes. */
  QUOTED,
  /** A string constant, escapes resolved. */
  STRING,
  NUMBER,
  /** An operator or mark. */
  SYMBOL,
  /** A {@code ?}. */
  BIND,
  /** {@code $1}: a column of staged files; the text is the number. */
  POSITION,
  /** {@code @…}: a place in a stage, as written. */
  STAGE,
  END
}
