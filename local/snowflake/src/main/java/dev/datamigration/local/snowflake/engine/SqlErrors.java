package dev.datamigration.local.snowflake.engine;

/** Snowflake's errors by number, state and text; one factory for each that the stand-in raises. */
public final class SqlErrors {
  private SqlErrors() {}

  /** 001003: not in the stand-in's grammar. */
  public static SqlError syntax(String message) {
    return new SqlError(
        1003,
        "42000",
        "SQL compilation error:\nsyntax error: "
            + message
            + "\n(The stand-in knows a closed list of statements and options; docs/snowflake-stand-in.md says more.)");
  }

  /** 001003 for what Snowflake has and the stand-in has not. */
  public static SqlError unsupported(String what) {
    return syntax(what + " is not supported by the stand-in");
  }

  /** 002140: no such function in the stand-in. */
  public static SqlError unknownFunction(String name) {
    return new SqlError(
        2140,
        "42601",
        "SQL compilation error:\nUnknown function " + name + " (or not known to the stand-in)");
  }

  /** 000904: a column that is not there. */
  public static SqlError invalidIdentifier(String name) {
    return new SqlError(
        904, "42000", "SQL compilation error:\nerror: invalid identifier '" + name + "'");
  }

  /** 001044 and its kin: types that do not go together. */
  public static SqlError badTypes(String message) {
    return new SqlError(1044, "42P13", "SQL compilation error:\n" + message);
  }

  /** 002003 for tables, views and stages. */
  public static SqlError missingObject(String name) {
    return new SqlError(
        2003,
        "42S02",
        "SQL compilation error:\nObject '" + name + "' does not exist or not authorized.");
  }

  /** 002003 for databases, schemas and roles. */
  public static SqlError missing(String kind, String name) {
    return new SqlError(
        2003,
        "02000",
        "SQL compilation error:\n" + kind + " '" + name + "' does not exist or not authorized.");
  }

  /** 002002. */
  public static SqlError exists(String name) {
    return new SqlError(
        2002, "42710", "SQL compilation error:\nObject '" + name + "' already exists.");
  }

  /** 090105: a name without its database or schema in a session that has none. */
  public static SqlError noCurrent(String kind) {
    return new SqlError(
        90105,
        "22000",
        "Cannot perform operation. This session does not have a current "
            + kind
            + ". Call 'USE "
            + kind.toUpperCase(java.util.Locale.ROOT)
            + "', or use a qualified name.");
  }

  /** 003001. */
  public static SqlError privileges(String objectKind, String name) {
    return new SqlError(
        3001,
        "42501",
        "SQL access control error:\nInsufficient privileges to operate on "
            + objectKind
            + " '"
            + name
            + "'");
  }

  /** 100072. */
  public static SqlError nullInColumn(String column) {
    return new SqlError(
        100072, "22000", "NULL result in a non-nullable column (\"" + column + "\")");
  }

  /** 100090. */
  public static SqlError duplicateMergeRow() {
    return new SqlError(
        100090, "42P18", "Duplicate row detected during DML action\nRow Values: (not shown)");
  }

  /** 100046. */
  public static SqlError outOfRange(String detail) {
    return new SqlError(100046, "22003", "Number out of representable range: " + detail);
  }

  /** 000604. */
  public static SqlError cancelled() {
    return new SqlError(604, "57014", "SQL execution canceled");
  }

  /** 000625 for the 21st waiter. */
  public static SqlError tooManyWaiters(String table) {
    return new SqlError(
        625,
        "57014",
        "The lock on table '"
            + table
            + "' has not yet been released. Your statement was aborted because the number of waiters for this lock exceeds the 20 statements limit.");
  }

  /** 000625 for a statement that could never get its lock. */
  public static SqlError deadlock(String table) {
    return new SqlError(
        625,
        "57014",
        "Deadlock detected while waiting for table '"
            + table
            + "'; your statement was aborted. Roll the transaction back.");
  }

  /** What comes after an error inside a transaction, until ROLLBACK. */
  public static SqlError transactionFailed() {
    return new SqlError(
        90232,
        "25000",
        "A statement of this transaction failed; the stand-in takes nothing but ROLLBACK until the transaction has ended.");
  }
}
