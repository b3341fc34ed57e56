package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression.Case;
import dev.datamigration.local.snowflake.engine.syntax.Expression.When;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads expressions, weakest operator first. */
final class ExpressionParser {
  private static final Set<String> TYPED =
      Set.of("DATE", "TIME", "TIMESTAMP", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ");
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");

  private final TokenStream in;
  private final QueryParser queries;
  private final CallParser calls;

  ExpressionParser(TokenStream in, QueryParser queries) {
    this.in = in;
    this.queries = queries;
    this.calls = new CallParser(in, this);
  }

  Expression parse() {
    Expression left = and();
    while (in.accept("OR")) {
      left = new Expression.Binary("OR", left, and());
    }
    return left;
  }

  List<Expression> list() {
    List<Expression> list = new ArrayList<>();
    do {
      list.add(parse());
    } while (in.acceptSymbol(","));
    return list;
  }

  List<Query.Order> orderList() {
    return queries.orderList();
  }

  private Expression and() {
    Expression left = not();
    while (in.accept("AND")) {
      left = new Expression.Binary("AND", left, not());
    }
    return left;
  }

  private Expression not() {
    return in.accept("NOT") ? new Expression.Unary("NOT", not()) : predicate();
  }

  private Expression predicate() {
    Expression left = sum();
    while (true) {
      if (in.peek().kind() == TokenKind.SYMBOL && COMPARISONS.contains(in.peek().text())) {
        String operator = in.next().text();
        left = new Expression.Binary(operator.equals("!=") ? "<>" : operator, left, sum());
      } else if (in.accept("IS")) {
        left = is(left);
      } else if (in.isWord("NOT", "BETWEEN")
          || in.isWord("NOT", "IN")
          || in.isWord("NOT", "LIKE")
          || in.isWord("NOT", "ILIKE")) {
        in.next();
        left = membership(left, true);
      } else if (in.isAnyWord(Set.of("BETWEEN", "IN", "LIKE", "ILIKE"))) {
        left = membership(left, false);
      } else {
        return left;
      }
    }
  }

  private Expression is(Expression left) {
    boolean not = in.accept("NOT");
    if (in.accept("NULL")) {
      return new Expression.IsNull(left, not);
    }
    if (in.accept("DISTINCT", "FROM")) {
      return new Expression.Binary(not ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM", left, sum());
    }
    if (in.isWord("TRUE") || in.isWord("FALSE")) {
      return new Expression.Binary(
          not ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM", left, new Expression.Bool(in.bool()));
    }
    throw in.unexpected("NULL");
  }

  private Expression membership(Expression left, boolean not) {
    if (in.accept("BETWEEN")) {
      Expression low = sum();
      in.expect("AND");
      return new Expression.Between(left, low, sum(), not);
    }
    if (in.accept("IN")) {
      in.expectSymbol("(");
      Expression result =
          queries.startsQuery()
              ? new Expression.InQuery(left, queries.parse(), not)
              : new Expression.InList(left, list(), not);
      in.expectSymbol(")");
      return result;
    }
    boolean ignoreCase = in.accept("ILIKE");
    if (!ignoreCase) {
      in.expect("LIKE");
    }
    Expression pattern = sum();
    return new Expression.Like(left, pattern, in.accept("ESCAPE") ? sum() : null, ignoreCase, not);
  }

  private Expression sum() {
    Expression left = product();
    while (in.isSymbol("+") || in.isSymbol("-") || in.isSymbol("||")) {
      left = new Expression.Binary(in.next().text(), left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = unary();
    while (in.isSymbol("*") || in.isSymbol("/") || in.isSymbol("%")) {
      left = new Expression.Binary(in.next().text(), left, unary());
    }
    return left;
  }

  private Expression unary() {
    if (in.acceptSymbol("-")) {
      return new Expression.Unary("-", unary());
    }
    return in.acceptSymbol("+") ? unary() : postfix(primary());
  }

  private Expression postfix(Expression base) {
    Expression value = base;
    while (true) {
      if (in.acceptSymbol("::")) {
        value = new Expression.Cast(value, TypeParser.parse(in), false);
      } else if (in.acceptSymbol(":")) {
        value = fields(value);
      } else if (in.acceptSymbol("[")) {
        Expression index = parse();
        in.expectSymbol("]");
        value =
            index instanceof Expression.Text text
                ? new Expression.Field(value, text.value())
                : new Expression.Index(value, index);
      } else {
        return value;
      }
    }
  }

  private Expression fields(Expression base) {
    Expression value = new Expression.Field(base, fieldName());
    while (true) {
      if (in.acceptSymbol(".")) {
        value = new Expression.Field(value, fieldName());
      } else if (in.acceptSymbol("[")) {
        Expression index = parse();
        in.expectSymbol("]");
        value =
            index instanceof Expression.Text text
                ? new Expression.Field(value, text.value())
                : new Expression.Index(value, index);
      } else {
        return value;
      }
    }
  }

  /** Names inside a VARIANT keep their case even unquoted. */
  private String fieldName() {
    Token token = in.peek();
    String name = in.name();
    return token.kind() == TokenKind.WORD ? in.textFrom(token.start()) : name;
  }

  private Expression primary() {
    Token token = in.peek();
    return switch (token.kind()) {
      case STRING -> {
        in.next();
        yield new Expression.Text(token.text());
      }
      case NUMBER -> {
        in.next();
        yield new Expression.Numeral(token.text());
      }
      case BIND -> {
        in.next();
        yield new Expression.Bind(in.nextBind());
      }
      case POSITION -> {
        in.next();
        yield new Expression.StageColumn(Integer.parseInt(token.text()));
      }
      case QUOTED -> name();
      case WORD -> word(token.text());
      case SYMBOL -> {
        if (in.acceptSymbol("*")) {
          yield new Expression.Star(List.of());
        }
        if (in.acceptSymbol("(")) {
          yield parenthesized();
        }
        throw in.unexpected("an expression");
      }
      case STAGE, END -> throw in.unexpected("an expression");
    };
  }

  private Expression parenthesized() {
    Expression inside = queries.startsQuery() ? new Expression.Scalar(queries.parse()) : parse();
    in.expectSymbol(")");
    return inside;
  }

  private Expression word(String word) {
    return switch (word) {
      case "NULL" -> {
        in.next();
        yield new Expression.Null();
      }
      case "TRUE", "FALSE" -> new Expression.Bool(in.bool());
      case "DEFAULT" -> {
        in.next();
        yield new Expression.Default();
      }
      case "CASE" -> caseExpression();
      case "EXISTS" -> {
        in.next();
        in.expectSymbol("(");
        Query query = queries.parse();
        in.expectSymbol(")");
        yield new Expression.Exists(query);
      }
      case "CAST", "TRY_CAST" -> cast(word.equals("TRY_CAST"));
      default -> {
        if (in.peek(1).kind() == TokenKind.STRING) {
          yield typedConstant(word);
        }
        if (in.peek(1).kind() == TokenKind.SYMBOL && in.peek(1).text().equals("(")) {
          yield calls.parse();
        }
        yield calls.isBareFunction(word) ? calls.bare() : name();
      }
    };
  }

  private Expression typedConstant(String word) {
    if (!TYPED.contains(word)) {
      throw SqlErrors.unsupported("a constant of the form " + word + " '…'");
    }
    SnowType type = TypeParser.parse(in);
    return new Expression.Cast(new Expression.Text(in.string()), type, false);
  }

  private Expression name() {
    List<String> parts = new ArrayList<>();
    parts.add(in.name());
    while (in.acceptSymbol(".")) {
      if (in.acceptSymbol("*")) {
        return new Expression.Star(parts);
      }
      parts.add(in.name());
    }
    return new Expression.Name(parts);
  }

  private Expression cast(boolean trying) {
    in.next();
    in.expectSymbol("(");
    Expression value = parse();
    in.expect("AS");
    SnowType type = TypeParser.parse(in);
    in.expectSymbol(")");
    return new Expression.Cast(value, type, trying);
  }

  private Expression caseExpression() {
    in.expect("CASE");
    Expression operand = in.isWord("WHEN") ? null : parse();
    List<When> whens = new ArrayList<>();
    while (in.accept("WHEN")) {
      Expression condition = parse();
      in.expect("THEN");
      whens.add(new When(condition, parse()));
    }
    if (whens.isEmpty()) {
      throw in.unexpected("WHEN");
    }
    Expression otherwise = in.accept("ELSE") ? parse() : null;
    in.expect("END");
    return new Case(operand, whens, otherwise);
  }
}
