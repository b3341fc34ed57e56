package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.syntax.Collations;
import dev.datamigration.local.sqlserver.syntax.Expression;
import dev.datamigration.local.sqlserver.type.Collation;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import dev.datamigration.local.sqlserver.type.TypedValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Expressions as H2's SQL with the type that SQL Server gives them. */
final class ExpressionTranslator {
  private final Context context;
  private final QueryTranslator queries;
  private final Functions functions;

  ExpressionTranslator(Context context, QueryTranslator queries) {
    this.context = context;
    this.queries = queries;
    this.functions = new Functions(context, this);
  }

  /** A value; a condition is refused. */
  Typed value(Expression expression, Scope scope) throws ServerError {
    Typed typed = any(expression, scope);
    if (typed.type().kind() == Kind.CONDITION) {
      throw ServerError.syntax("a condition where a value is needed");
    }
    return typed;
  }

  /** A condition; a value is refused. */
  String condition(Expression expression, Scope scope) throws ServerError {
    Typed typed = any(expression, scope);
    if (typed.type().kind() != Kind.CONDITION) {
      throw new ServerError(
          4145,
          1,
          15,
          "An expression of non-boolean type specified in a context where a condition is expected.");
    }
    return typed.sql();
  }

  private static Typed condition(String sql) {
    return new Typed(sql, SqlType.CONDITION, true);
  }

  private Typed any(Expression expression, Scope scope) throws ServerError {
    if (expression instanceof Expression.Text text) {
      return text(text.value(), text.national() ? Kind.NVARCHAR : Kind.VARCHAR);
    } else if (expression instanceof Expression.Numeral number) {
      return number(number.text());
    } else if (expression instanceof Expression.Bytes bytes) {
      return bytes(bytes.hex());
    } else if (expression instanceof Expression.Null) {
      return new Typed("NULL", SqlType.INT, true);
    } else if (expression instanceof Expression.Name name) {
      Scope.Column column = scope.find(name.parts());
      return new Typed(column.sql(), column.type(), column.nullable());
    } else if (expression instanceof Expression.Variable variable) {
      return variable(variable.name());
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary, scope);
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary, scope);
    } else if (expression instanceof Expression.Not not) {
      return condition("(NOT " + condition(not.operand(), scope) + ")");
    } else if (expression instanceof Expression.IsNull isNull) {
      String sql = value(isNull.operand(), scope).sql();
      return condition("(" + sql + (isNull.not() ? " IS NOT NULL)" : " IS NULL)"));
    } else if (expression instanceof Expression.InList in) {
      return in(in, scope);
    } else if (expression instanceof Expression.InQuery in) {
      return in(in, scope);
    } else if (expression instanceof Expression.Between between) {
      Typed operand = value(between.operand(), scope);
      String low = Comparison.compare(">=", operand, value(between.low(), scope));
      String high = Comparison.compare("<=", operand, value(between.high(), scope));
      return condition((between.not() ? "(NOT (" : "((") + low + " AND " + high + "))");
    } else if (expression instanceof Expression.Like like) {
      Typed escape = like.escape() == null ? null : value(like.escape(), scope);
      return condition(
          Comparison.like(
              value(like.operand(), scope), value(like.pattern(), scope), escape, like.not()));
    } else if (expression instanceof Expression.Exists exists) {
      return condition("EXISTS (" + queries.query(exists.query(), scope).sql() + ")");
    } else if (expression instanceof Expression.Scalar scalar) {
      Translated query = queries.query(scalar.query(), scope);
      if (query.columns().size() != 1) {
        throw new ServerError(
            116,
            "Only one expression can be specified in the select list when the subquery is not introduced with EXISTS.");
      }
      return new Typed("(" + query.sql() + ")", query.columns().get(0).type(), true);
    } else if (expression instanceof Expression.Case branches) {
      return branches(branches, scope);
    } else if (expression instanceof Expression.Cast cast) {
      return cast(cast, scope);
    } else if (expression instanceof Expression.Collate collate) {
      Typed operand = value(collate.operand(), scope);
      Collation collation = Collations.of(collate.collation());
      return new Typed(
          operand.sql(), operand.type().with(collation), operand.nullable(), operand.constant());
    } else if (expression instanceof Expression.Call call) {
      return functions.call(call, scope);
    }
    throw ServerError.syntax("*");
  }

  Typed text(String value, Kind kind) {
    int most = kind == Kind.NVARCHAR ? 4000 : 8000;
    int length = value.length() > most ? SqlType.MAX : Math.max(1, value.length());
    SqlType type = SqlType.sized(kind, length);
    if (value.length() > 500) {
      return new Typed(context.binds().add(value, type), type, false, value);
    }
    return new Typed("'" + value.replace("'", "''") + "'", type, false, value);
  }

  private static Typed number(String text) throws ServerError {
    String digits = text.toLowerCase(Locale.ROOT);
    if (digits.contains("e")) {
      if (Double.isInfinite(Double.parseDouble(digits))) {
        throw new ServerError(
            168,
            1,
            15,
            "The floating point value '"
                + text
                + "' is out of the range of computer representation (8 bytes).");
      }
      return new Typed("CAST('" + digits + "' AS DOUBLE PRECISION)", SqlType.FLOAT, false);
    }
    BigDecimal value = new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
    boolean whole = !digits.contains(".");
    if (whole && value.compareTo(BigDecimal.valueOf(value.intValue())) == 0) {
      return new Typed(value.signum() < 0 ? "(" + digits + ")" : digits, SqlType.INT, false);
    }
    int scale = digits.endsWith(".") ? 0 : value.scale();
    int precision = Math.max(value.setScale(scale).precision(), Math.max(scale, 1));
    if (precision > 38) {
      throw new ServerError(
          1007,
          1,
          15,
          "The number '"
              + text
              + "' is out of the range for numeric representation (maximum precision 38).");
    }
    SqlType type = new SqlType(Kind.NUMERIC, 0, precision, scale, Collation.DEFAULT);
    return new Typed("CAST(" + digits + " AS " + type.stored() + ")", type, false);
  }

  private Typed bytes(String hex) {
    String even = hex.length() % 2 == 0 ? hex : "0" + hex;
    int length = even.length() / 2;
    SqlType type = SqlType.sized(Kind.VARBINARY, length > 8000 ? SqlType.MAX : Math.max(1, length));
    if (length > 500) {
      byte[] value = HexFormat.of().parseHex(even);
      return new Typed(context.binds().add(value, type), type, false, "");
    }
    return new Typed("X'" + even + "'", type, false, "");
  }

  private Typed variable(String name) throws ServerError {
    if (name.startsWith("@@")) {
      return new ServerFunctions(context, this).variable(name);
    }
    TypedValue value = context.parameter(name);
    if (value.value() == null) {
      return new Typed("CAST(NULL AS " + value.type().stored() + ")", value.type(), true);
    }
    String constant = value.value() instanceof String text ? text : null;
    return new Typed(
        context.binds().add(value.value(), value.type()), value.type(), true, constant);
  }

  private Typed unary(Expression.Unary unary, Scope scope) throws ServerError {
    Typed operand = value(unary.operand(), scope);
    if (!operand.type().kind().isNumber()) {
      throw new ServerError(
          8117,
          "Operand data type "
              + operand.type().kind().typeName()
              + " is invalid for the operator.");
    }
    return switch (unary.operator()) {
      case "+" -> operand;
      case "-" -> new Typed("(-" + operand.sql() + ")", operand.type(), operand.nullable());
      default -> new Typed("BITNOT(" + operand.sql() + ")", operand.type(), operand.nullable());
    };
  }

  private Typed binary(Expression.Binary binary, Scope scope) throws ServerError {
    String operator = binary.operator();
    if (operator.equals("AND") || operator.equals("OR")) {
      return condition(
          "("
              + condition(binary.left(), scope)
              + " "
              + operator
              + " "
              + condition(binary.right(), scope)
              + ")");
    }
    Typed left = value(binary.left(), scope);
    Typed right = value(binary.right(), scope);
    return switch (operator) {
      case "=", "<>", "<", ">", "<=", ">=" -> condition(Comparison.compare(operator, left, right));
      default -> Arithmetic.binary(operator, left, right);
    };
  }

  private Typed in(Expression.InList in, Scope scope) throws ServerError {
    Typed operand = value(in.operand(), scope);
    List<String> parts = new ArrayList<>();
    for (Expression each : in.list()) {
      parts.add(Comparison.compare("=", operand, value(each, scope)));
    }
    return condition((in.not() ? "(NOT (" : "((") + String.join(" OR ", parts) + "))");
  }

  private Typed in(Expression.InQuery in, Scope scope) throws ServerError {
    Typed operand = value(in.operand(), scope);
    Translated query = queries.query(in.query(), scope);
    Typed column = new Typed("K1", query.columns().get(0).type(), true);
    String key = Comparison.key(operand);
    return condition(
        "("
            + key
            + (in.not() ? " NOT IN (SELECT " : " IN (SELECT ")
            + Comparison.key(column)
            + " FROM ("
            + query.sql()
            + ") "
            + context.newAlias()
            + "))");
  }

  private Typed branches(Expression.Case branches, Scope scope) throws ServerError {
    Typed operand = branches.operand() == null ? null : value(branches.operand(), scope);
    List<String> conditions = new ArrayList<>();
    List<Typed> values = new ArrayList<>();
    for (Expression.When when : branches.whens()) {
      conditions.add(
          operand == null
              ? condition(when.condition(), scope)
              : Comparison.compare("=", operand, value(when.condition(), scope)));
      values.add(value(when.value(), scope));
    }
    values.add(
        branches.otherwise() == null
            ? new Typed("NULL", SqlType.INT, true)
            : value(branches.otherwise(), scope));
    SqlType type = common(values);
    StringBuilder sql = new StringBuilder("CASE");
    for (int i = 0; i < conditions.size(); i++) {
      sql.append(" WHEN ").append(conditions.get(i)).append(" THEN ");
      sql.append(Conversions.cast(values.get(i), type, -1));
    }
    sql.append(" ELSE ").append(Conversions.cast(values.get(values.size() - 1), type, -1));
    return new Typed(sql.append(" END").toString(), type, true);
  }

  /** The type of several values together; NULL has none. */
  static SqlType common(List<Typed> values) {
    SqlType type = null;
    for (Typed each : values) {
      if (!each.isNull()) {
        type = type == null ? each.type() : Arithmetic.common(type, each.type());
      }
    }
    return type == null ? SqlType.INT : type;
  }

  private Typed cast(Expression.Cast cast, Scope scope) throws ServerError {
    if (cast.attempt()) {
      throw ServerError.unsupported("TRY_CAST");
    }
    Typed operand = value(cast.operand(), scope);
    SqlType type =
        cast.type().kind().isText() && operand.type().kind().isText()
            ? cast.type().with(operand.type().collation())
            : cast.type();
    return new Typed(
        Conversions.cast(operand, type, cast.style()),
        type,
        operand.nullable(),
        type.kind().isText() ? operand.constant() : null);
  }
}
