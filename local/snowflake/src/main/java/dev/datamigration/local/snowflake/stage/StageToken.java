package dev.datamigration.local.snowflake.stage;

/**
 * A piece of a stage statement.
 *
 * @param text without the quotes of a literal
 */
record StageToken(Kind kind, String text) {
  enum Kind {
    WORD,
    LITERAL,
    EQUALS,
    LOCATION,
    FILE
  }
}
