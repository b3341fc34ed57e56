package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;

/**
 * How values compare and sort: text without case unless its collation says otherwise, and without
 * trailing blanks; a uniqueidentifier by its stored sort key.
 */
final class Comparison {
  private Comparison() {}

  /** What stands for a value where it is compared or sorted. */
  static String key(Typed value) throws ServerError {
    SqlType type = value.type();
    if (type.kind() == Kind.CONDITION) {
      throw ServerError.syntax("a condition where a value is needed");
    }
    if (type.kind() == Kind.XML || type.kind() == Kind.TEXT || type.kind() == Kind.NTEXT || type.kind() == Kind.IMAGE) {
      throw new ServerError(
          306,
          "The text, ntext, and image data types cannot be compared or sorted, except when using IS NULL or LIKE operator.");
    }
    if (!type.kind().isText()) {
      return value.sql();
    }
    return type.collation().caseSensitive()
        ? "RTRIM(" + value.sql() + ")"
        : "RTRIM(UPPER(" + value.sql() + "))";
  }

  static String compare(String operator, Typed left, Typed right) throws ServerError {
    if (left.isNull() || right.isNull()) {
      return "(NULL " + operator + " " + (left.isNull() ? right : left).sql() + ")";
    }
    Kind l = left.type().kind();
    Kind r = right.type().kind();
    if (l.isText() && r.isText()) {
      boolean sensitive =
          left.type().collation().caseSensitive() || right.type().collation().caseSensitive();
      String a = sensitive ? "RTRIM(" + left.sql() + ")" : key(left);
      String b = sensitive ? "RTRIM(" + right.sql() + ")" : key(right);
      key(left);
      key(right);
      return "(" + a + " " + operator + " " + b + ")";
    }
    if (l == r || (l.isExact() && r.isExact() && l != Kind.BIT && r != Kind.BIT) || (l.isBytes() && r.isBytes())) {
      return "(" + key(left) + " " + operator + " " + key(right) + ")";
    }
    boolean toLeft = l.compareTo(r) > 0;
    SqlType to = toLeft ? left.type() : right.type();
    if (to.kind() == Kind.BIT) {
      to = SqlType.BIT;
    }
    if (to.kind().isDecimal()) {
      Typed other = toLeft ? right : left;
      to = other.type().kind().isText() ? to : SqlType.decimal(38, to.scale());
    }
    if (l.isMoment() && r.isMoment() && to.kind() != Kind.DATETIMEOFFSET && l != Kind.TIME && r != Kind.TIME) {
      return "(CAST(" + left.sql() + " AS TIMESTAMP(7)) " + operator + " CAST(" + right.sql() + " AS TIMESTAMP(7)))";
    }
    String a = toLeft ? left.sql() : Conversions.cast(left, to, -1);
    String b = toLeft ? Conversions.cast(right, to, -1) : right.sql();
    return "(" + a + " " + operator + " " + b + ")";
  }

  /** LIKE with a pattern of % and _ only. */
  static String like(Typed value, Typed pattern, Typed escape, boolean not) throws ServerError {
    if (pattern.constant() != null && pattern.constant().contains("[") && escape == null) {
      throw ServerError.unsupported("LIKE with [ ]");
    }
    boolean sensitive = value.type().collation().caseSensitive();
    String a = sensitive ? value.sql() : "UPPER(" + value.sql() + ")";
    String b = sensitive ? pattern.sql() : "UPPER(" + pattern.sql() + ")";
    return "("
        + a
        + (not ? " NOT LIKE " : " LIKE ")
        + b
        + " ESCAPE "
        + (escape == null ? "''" : escape.sql())
        + ")";
  }
}
