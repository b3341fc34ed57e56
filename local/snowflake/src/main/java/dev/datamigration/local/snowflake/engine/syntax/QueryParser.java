package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Query.Body;
import dev.datamigration.local.snowflake.engine.syntax.Query.Item;
import dev.datamigration.local.snowflake.engine.syntax.Query.Order;
import dev.datamigration.local.snowflake.engine.syntax.Query.With;
import java.util.ArrayList;
import java.util.List;

/** Reads queries. */
final class QueryParser {
  private final TokenStream in;
  private final ExpressionParser expressions;
  private final FromParser from;

  QueryParser(TokenStream in) {
    this.in = in;
    this.expressions = new ExpressionParser(in, this);
    this.from = new FromParser(in, this, expressions);
  }

  ExpressionParser expressions() {
    return expressions;
  }

  FromParser from() {
    return from;
  }

  boolean startsQuery() {
    return in.isWord("SELECT")
        || in.isWord("WITH")
        || (in.isSymbol("(") && queryAfterParenthesis());
  }

  private boolean queryAfterParenthesis() {
    int ahead = 1;
    while (in.peek(ahead).kind() == TokenKind.SYMBOL && in.peek(ahead).text().equals("(")) {
      ahead++;
    }
    Token token = in.peek(ahead);
    return token.kind() == TokenKind.WORD
        && (token.text().equals("SELECT") || token.text().equals("WITH"));
  }

  Query parse() {
    List<With> with = in.accept("WITH") ? with() : List.of();
    Body body = setOperation();
    List<Order> orderBy = in.accept("ORDER", "BY") ? orderList() : List.of();
    Expression limit = null;
    Expression offset = null;
    if (in.accept("LIMIT")) {
      limit = expressions.parse();
      if (in.accept("OFFSET")) {
        offset = expressions.parse();
      }
    } else if (in.accept("FETCH")) {
      if (!in.accept("FIRST")) {
        in.accept("NEXT");
      }
      limit = expressions.parse();
      if (!in.accept("ROWS")) {
        in.accept("ROW");
      }
      in.accept("ONLY");
    }
    return new Query(with, body, orderBy, limit, offset);
  }

  private List<With> with() {
    if (in.isWord("RECURSIVE")) {
      throw SqlErrors.unsupported("WITH RECURSIVE");
    }
    List<With> list = new ArrayList<>();
    do {
      String name = in.name();
      List<String> columns = from.columnList();
      in.expect("AS");
      in.expectSymbol("(");
      list.add(new With(name, columns, parse()));
      in.expectSymbol(")");
    } while (in.acceptSymbol(","));
    return list;
  }

  private Body setOperation() {
    Body left = intersection();
    while (in.isWord("UNION") || in.isWord("EXCEPT") || in.isWord("MINUS")) {
      String operator = in.next().text();
      boolean all = in.accept("ALL");
      in.accept("DISTINCT");
      left =
          new Query.SetOperation(
              operator.equals("MINUS") ? "EXCEPT" : operator, all, left, intersection());
    }
    return left;
  }

  private Body intersection() {
    Body left = body();
    while (in.accept("INTERSECT")) {
      left = new Query.SetOperation("INTERSECT", false, left, body());
    }
    return left;
  }

  private Body body() {
    if (in.acceptSymbol("(")) {
      Query query = parse();
      in.expectSymbol(")");
      return new Query.Nested(query);
    }
    if (in.accept("VALUES")) {
      return new Query.Values(valueRows());
    }
    return select();
  }

  List<List<Expression>> valueRows() {
    List<List<Expression>> rows = new ArrayList<>();
    do {
      in.expectSymbol("(");
      rows.add(expressions.list());
      in.expectSymbol(")");
    } while (in.acceptSymbol(","));
    return rows;
  }

  private Body select() {
    in.expect("SELECT");
    boolean distinct = in.accept("DISTINCT");
    if (!distinct) {
      in.accept("ALL");
    }
    if (in.isWord("TOP")) {
      throw SqlErrors.unsupported("TOP");
    }
    List<Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (in.acceptSymbol(","));
    Query.From source = in.accept("FROM") ? from.parse() : null;
    Expression where = in.accept("WHERE") ? expressions.parse() : null;
    List<Expression> groupBy = List.of();
    boolean groupByAll = false;
    if (in.accept("GROUP", "BY")) {
      groupByAll = in.accept("ALL");
      if (!groupByAll) {
        groupBy = expressions.list();
      }
    }
    Expression having = in.accept("HAVING") ? expressions.parse() : null;
    Expression qualify = in.accept("QUALIFY") ? expressions.parse() : null;
    return new Query.Select(distinct, items, source, where, groupBy, groupByAll, having, qualify);
  }

  Item item() {
    int start = in.position();
    Expression expression = expressions.parse();
    String text = in.textFrom(start);
    return new Item(expression, in.accept("AS") ? in.name() : from.impliedAlias(), text);
  }

  List<Order> orderList() {
    List<Order> list = new ArrayList<>();
    do {
      Expression expression = expressions.parse();
      boolean descending = in.accept("DESC");
      if (!descending) {
        in.accept("ASC");
      }
      Boolean nullsFirst = null;
      if (in.accept("NULLS")) {
        nullsFirst = in.accept("FIRST");
        if (!nullsFirst) {
          in.expect("LAST");
        }
      }
      list.add(new Order(expression, descending, nullsFirst));
    } while (in.acceptSymbol(","));
    return list;
  }
}
