package dev.datamigration.local.quickstart;

/** Names as SQL writes them. */
final class SqlNames {
  private SqlNames() {}

  /** Whether PostgreSQL takes the name as it is without quotes; reserved words aside. */
  static boolean isPlain(String name) {
    return name.matches("[a-z_][a-z0-9_]*");
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** With quotes where it needs them. */
  static String written(String name) {
    return isPlain(name) ? name : quoted(name);
  }
}
