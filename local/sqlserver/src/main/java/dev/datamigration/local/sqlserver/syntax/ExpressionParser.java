package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.syntax.Expression.Binary;
import dev.datamigration.local.sqlserver.syntax.Token.Type;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads expressions and conditions. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=");
  private static final Set<String> WITHOUT_PARENTHESES = Set.of("CURRENT_TIMESTAMP");

  private final Tokens tokens;
  private final QueryParser queries;

  ExpressionParser(Tokens tokens, QueryParser queries) {
    this.tokens = tokens;
    this.queries = queries;
  }

  /** A condition or a value. */
  Expression condition() throws ServerError {
    Expression left = conjunction();
    while (tokens.take("OR")) {
      left = new Binary("OR", left, conjunction());
    }
    return left;
  }

  private Expression conjunction() throws ServerError {
    Expression left = negation();
    while (tokens.take("AND")) {
      left = new Binary("AND", left, negation());
    }
    return left;
  }

  private Expression negation() throws ServerError {
    if (tokens.take("NOT")) {
      return new Expression.Not(negation());
    }
    if (tokens.take("EXISTS")) {
      tokens.expect("(");
      Query query = queries.query();
      tokens.expect(")");
      return new Expression.Exists(query);
    }
    return predicate();
  }

  private Expression predicate() throws ServerError {
    Expression left = value();
    while (true) {
      String symbol = tokens.peek().text();
      if (tokens.peek().type() == Type.SYMBOL && COMPARISONS.contains(symbol)) {
        tokens.next();
        left = new Binary(symbol, left, value());
        continue;
      }
      if (tokens.take("IS")) {
        boolean not = tokens.take("NOT");
        tokens.expect("NULL");
        left = new Expression.IsNull(left, not);
        continue;
      }
      boolean not =
          tokens.is("NOT", "IN") || tokens.is("NOT", "LIKE") || tokens.is("NOT", "BETWEEN");
      if (not) {
        tokens.next();
      }
      if (tokens.take("IN")) {
        left = in(left, not);
      } else if (tokens.take("BETWEEN")) {
        Expression low = value();
        tokens.expect("AND");
        left = new Expression.Between(left, low, value(), not);
      } else if (tokens.take("LIKE")) {
        Expression pattern = value();
        Expression escape = tokens.take("ESCAPE") ? value() : null;
        left = new Expression.Like(left, pattern, escape, not);
      } else {
        return left;
      }
    }
  }

  private Expression in(Expression left, boolean not) throws ServerError {
    tokens.expect("(");
    if (tokens.is("SELECT")) {
      Query query = queries.query();
      tokens.expect(")");
      return new Expression.InQuery(left, query, not);
    }
    List<Expression> list = list();
    tokens.expect(")");
    return new Expression.InList(left, list, not);
  }

  List<Expression> list() throws ServerError {
    List<Expression> list = new ArrayList<>();
    do {
      list.add(condition());
    } while (tokens.take(","));
    return list;
  }

  /** A value: sums, products, signs. */
  Expression value() throws ServerError {
    Expression left = product();
    while (tokens.is("+") || tokens.is("-") || tokens.is("&") || tokens.is("|") || tokens.is("^")) {
      left = new Binary(tokens.next().text(), left, product());
    }
    return left;
  }

  private Expression product() throws ServerError {
    Expression left = signed();
    while (tokens.is("*") || tokens.is("/") || tokens.is("%")) {
      left = new Binary(tokens.next().text(), left, signed());
    }
    return left;
  }

  private Expression signed() throws ServerError {
    if (tokens.is("-") || tokens.is("+") || tokens.is("~")) {
      String operator = tokens.next().text();
      Expression operand = signed();
      if (operator.equals("-") && operand instanceof Expression.Number number) {
        return new Expression.Number("-" + number.text());
      }
      return new Expression.Unary(operator, operand);
    }
    Expression operand = primary();
    while (tokens.take("COLLATE")) {
      operand = new Expression.Collate(operand, tokens.name());
    }
    return operand;
  }

  private Expression primary() throws ServerError {
    Token token = tokens.peek();
    switch (token.type()) {
      case STRING, NATIONAL_STRING -> {
        tokens.next();
        return new Expression.Text(token.text(), token.type() == Type.NATIONAL_STRING);
      }
      case NUMBER -> {
        tokens.next();
        return new Expression.Number(token.text());
      }
      case BYTES -> {
        tokens.next();
        return new Expression.Bytes(token.text());
      }
      case VARIABLE -> {
        tokens.next();
        return new Expression.Variable(token.text());
      }
      case SYMBOL -> {
        return parenthesis();
      }
      default -> {
        return word(token);
      }
    }
  }

  private Expression parenthesis() throws ServerError {
    if (tokens.take("*")) {
      return new Expression.Star(List.of());
    }
    tokens.expect("(");
    Expression inner;
    if (tokens.is("SELECT")) {
      inner = new Expression.Scalar(queries.query());
    } else {
      inner = condition();
    }
    tokens.expect(")");
    return inner;
  }

  private Expression word(Token token) throws ServerError {
    if (token.type() == Type.WORD) {
      switch (token.upper()) {
        case "NULL" -> {
          tokens.next();
          return new Expression.Null();
        }
        case "CASE" -> {
          tokens.next();
          return caseOf();
        }
        case "CAST", "TRY_CAST" -> {
          if (tokens.peek(1).is("(")) {
            tokens.next();
            return cast(token.upper().startsWith("TRY_"));
          }
        }
        case "CONVERT", "TRY_CONVERT" -> {
          if (tokens.peek(1).is("(")) {
            tokens.next();
            return convert(token.upper().startsWith("TRY_"));
          }
        }
        case "LEFT", "RIGHT" -> {
          if (tokens.peek(1).is("(")) {
            tokens.next();
            return call(token.upper());
          }
        }
        default -> {}
      }
      if (WITHOUT_PARENTHESES.contains(token.upper())) {
        tokens.next();
        return new Expression.Call(token.upper(), List.of(), false, null);
      }
    }
    List<String> parts = new ArrayList<>();
    parts.add(tokens.name());
    while (tokens.is(".")) {
      tokens.next();
      if (tokens.take("*")) {
        return new Expression.Star(List.copyOf(parts));
      }
      parts.add(tokens.is(".") ? "" : tokens.name());
    }
    if (tokens.is("(") && parts.size() == 1 && token.type() == Type.WORD) {
      return call(parts.get(0).toUpperCase(Locale.ROOT));
    }
    return new Expression.Name(List.copyOf(parts));
  }

  private Expression call(String name) throws ServerError {
    tokens.expect("(");
    boolean distinct = tokens.take("DISTINCT");
    List<Expression> arguments = new ArrayList<>();
    if (!tokens.is(")")) {
      arguments.addAll(list());
    }
    tokens.expect(")");
    Expression.Over over = null;
    if (tokens.take("OVER")) {
      tokens.expect("(");
      List<Expression> partition = tokens.take("PARTITION", "BY") ? list() : List.of();
      List<Expression.Order> order =
          tokens.take("ORDER", "BY") ? queries.orderKeys() : List.of();
      if (!tokens.is(")")) {
        throw ServerError.unsupported("a window frame");
      }
      tokens.expect(")");
      over = new Expression.Over(partition, order);
    }
    return new Expression.Call(name, arguments, distinct, over);
  }

  private Expression caseOf() throws ServerError {
    Expression operand = tokens.is("WHEN") ? null : value();
    List<Expression.When> whens = new ArrayList<>();
    while (tokens.take("WHEN")) {
      Expression condition = condition();
      tokens.expect("THEN");
      whens.add(new Expression.When(condition, condition()));
    }
    Expression otherwise = tokens.take("ELSE") ? condition() : null;
    tokens.expect("END");
    return new Expression.Case(operand, whens, otherwise);
  }

  private Expression cast(boolean attempt) throws ServerError {
    tokens.expect("(");
    Expression operand = condition();
    tokens.expect("AS");
    SqlType type = TypeParser.parse(tokens, 30);
    tokens.expect(")");
    return new Expression.Cast(operand, type, -1, attempt);
  }

  private Expression convert(boolean attempt) throws ServerError {
    tokens.expect("(");
    SqlType type = TypeParser.parse(tokens, 30);
    tokens.expect(",");
    Expression operand = condition();
    int style = tokens.take(",") ? tokens.integer() : -1;
    tokens.expect(")");
    return new Expression.Cast(operand, type, style, attempt);
  }
}
