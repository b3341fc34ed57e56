package dev.datamigration.local.snowflake.engine.syntax;

/**
 * A word of a statement.
 *
 * @param text folded, unquoted and unescaped
 * @param start where it begins in the statement
 * @param end where the next character after it is
 */
record Token(TokenKind kind, String text, int start, int end) {}
