package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression.Call;
import dev.datamigration.local.snowflake.engine.syntax.Query.Alias;
import dev.datamigration.local.snowflake.engine.syntax.Query.From;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what stands in FROM. */
final class FromParser {
  /** Words that end an item of FROM or SELECT and so are no alias. */
  private static final Set<String> NO_ALIAS =
      Set.of(
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "QUALIFY",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "FETCH",
          "UNION",
          "EXCEPT",
          "MINUS",
          "INTERSECT",
          "JOIN",
          "INNER",
          "LEFT",
          "RIGHT",
          "FULL",
          "CROSS",
          "NATURAL",
          "ON",
          "USING",
          "WHEN",
          "SET",
          "VALUES",
          "LATERAL",
          "SELECT",
          "WITH",
          "AS",
          "SAMPLE",
          "TABLESAMPLE",
          "PIVOT",
          "UNPIVOT",
          "AT",
          "BEFORE",
          "CHANGES",
          "START",
          "CONNECT",
          "MATCH_RECOGNIZE",
          "ASOF",
          "INTO",
          "AND",
          "OR",
          "NOT",
          "IS",
          "IN",
          "LIKE",
          "ILIKE",
          "BETWEEN",
          "CASE",
          "THEN",
          "ELSE",
          "END");

  private final TokenStream in;
  private final QueryParser queries;
  private final ExpressionParser expressions;

  FromParser(TokenStream in, QueryParser queries, ExpressionParser expressions) {
    this.in = in;
    this.queries = queries;
    this.expressions = expressions;
  }

  From parse() {
    From left = joined();
    while (in.acceptSymbol(",")) {
      left = new Query.Join("CROSS", left, joined(), null, List.of());
    }
    return left;
  }

  private From joined() {
    From left = item();
    while (true) {
      String kind = joinKind();
      if (kind == null) {
        return left;
      }
      From right = item();
      Expression on = null;
      List<String> using = List.of();
      if (!kind.equals("CROSS")) {
        if (in.accept("USING")) {
          using = columnList();
        } else {
          in.expect("ON");
          on = expressions.parse();
        }
      }
      left = new Query.Join(kind, left, right, on, using);
    }
  }

  private String joinKind() {
    if (in.accept("CROSS", "JOIN")) {
      return "CROSS";
    }
    if (in.accept("JOIN") || in.accept("INNER", "JOIN")) {
      return "INNER";
    }
    for (String kind : List.of("LEFT", "RIGHT", "FULL")) {
      if (in.accept(kind)) {
        in.accept("OUTER");
        in.expect("JOIN");
        return kind;
      }
    }
    return null;
  }

  From item() {
    if (in.accept("LATERAL")) {
      if (in.isWord("FLATTEN")) {
        return tableFunction();
      }
      throw SqlErrors.unsupported("LATERAL other than LATERAL FLATTEN");
    }
    if (in.isWord("TABLE") && in.peek(1).text().equals("(")) {
      in.next();
      in.expectSymbol("(");
      Expression call = expressions.parse();
      in.expectSymbol(")");
      return tableFunction(call);
    }
    if (in.isWord("FLATTEN") && in.peek(1).text().equals("(")) {
      return tableFunction();
    }
    if (in.acceptSymbol("(")) {
      if (in.isWord("VALUES") || queries.startsQuery()) {
        Query query = queries.parse();
        in.expectSymbol(")");
        return new Query.Derived(query, alias());
      }
      From inside = parse();
      in.expectSymbol(")");
      return inside;
    }
    if (in.accept("VALUES")) {
      Query.Values values = new Query.Values(queries.valueRows());
      return new Query.Derived(new Query(List.of(), values, List.of(), null, null), alias());
    }
    if (in.peek().kind() == TokenKind.STAGE) {
      throw SqlErrors.unsupported("a query over staged files outside COPY INTO");
    }
    return new Query.TableName(in.qualifiedName(), alias());
  }

  private From tableFunction() {
    return tableFunction(expressions.parse());
  }

  private From tableFunction(Expression expression) {
    if (expression instanceof Call call) {
      if (call.name().equals("FLATTEN")) {
        return new Query.Flatten(flattenArguments(call), alias());
      }
      if (call.name().equals("GENERATOR")
          && call.arguments().isEmpty()
          && call.named().keySet().equals(Set.of("ROWCOUNT"))) {
        return new Query.Generator(call.named().get("ROWCOUNT"), alias());
      }
      throw SqlErrors.unsupported("the table function " + call.name());
    }
    throw SqlErrors.syntax("TABLE() takes a table function");
  }

  private static java.util.Map<String, Expression> flattenArguments(Call call) {
    if (call.arguments().size() == 1 && call.named().isEmpty()) {
      return java.util.Map.of("INPUT", call.arguments().get(0));
    }
    for (String name : call.named().keySet()) {
      if (!Set.of("INPUT", "PATH", "OUTER", "MODE").contains(name)) {
        throw SqlErrors.unsupported("the argument " + name + " of FLATTEN");
      }
    }
    if (!call.arguments().isEmpty() || !call.named().containsKey("INPUT")) {
      throw SqlErrors.syntax("FLATTEN takes INPUT => value");
    }
    return call.named();
  }

  Alias alias() {
    String name = in.accept("AS") ? in.name() : impliedAlias();
    return name == null ? Alias.NONE : new Alias(name, columnList());
  }

  /** A name that stands where an alias may; null if there is none. */
  String impliedAlias() {
    Token token = in.peek();
    boolean alias =
        token.kind() == TokenKind.QUOTED
            || (token.kind() == TokenKind.WORD && !NO_ALIAS.contains(token.text()));
    return alias ? in.name() : null;
  }

  /** Names in parentheses; empty if there are none. */
  List<String> columnList() {
    List<String> names = new ArrayList<>();
    if (in.acceptSymbol("(")) {
      do {
        names.add(in.name());
      } while (in.acceptSymbol(","));
      in.expectSymbol(")");
    }
    return names;
  }
}
