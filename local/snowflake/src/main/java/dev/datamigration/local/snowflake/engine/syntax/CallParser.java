package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression.Call;
import dev.datamigration.local.snowflake.engine.syntax.Expression.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads function calls. */
final class CallParser {
  /** Functions that Snowflake lets one call without parentheses. */
  private static final Set<String> BARE =
      Set.of(
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "CURRENT_USER",
          "LOCALTIME",
          "LOCALTIMESTAMP");

  private static final Set<String> FRAME = Set.of("ROWS", "RANGE");

  private final TokenStream in;
  private final ExpressionParser expressions;

  CallParser(TokenStream in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  boolean isBareFunction(String word) {
    return BARE.contains(word);
  }

  Call bare() {
    return new Call(in.name(), List.of(), false, false, Map.of(), List.of(), null);
  }

  Expression parse() {
    String name = in.name();
    in.expectSymbol("(");
    if (name.equals("EXTRACT")) {
      return extract();
    }
    boolean distinct = in.accept("DISTINCT");
    List<Expression> arguments = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    boolean star = false;
    if (in.isSymbol("*")) {
      in.next();
      star = true;
    } else if (!in.isSymbol(")")) {
      do {
        if (in.peek(1).kind() == TokenKind.SYMBOL && in.peek(1).text().equals("=>")) {
          String argument = in.name();
          in.expectSymbol("=>");
          if (named.put(argument, expressions.parse()) != null) {
            throw SqlErrors.syntax("argument " + argument + " is given twice");
          }
        } else {
          arguments.add(expressions.parse());
        }
      } while (in.acceptSymbol(","));
    }
    in.expectSymbol(")");
    List<Query.Order> withinGroup = List.of();
    if (in.accept("WITHIN", "GROUP")) {
      in.expectSymbol("(");
      in.expect("ORDER", "BY");
      withinGroup = expressions.orderList();
      in.expectSymbol(")");
    }
    Window over = in.accept("OVER") ? window() : null;
    return new Call(name, arguments, distinct, star, named, withinGroup, over);
  }

  /** EXTRACT(part FROM value) is DATE_PART('part', value). */
  private Expression extract() {
    Expression part = new Expression.Text(in.name());
    in.expect("FROM");
    Expression value = expressions.parse();
    in.expectSymbol(")");
    return new Call("DATE_PART", List.of(part, value), false, false, Map.of(), List.of(), null);
  }

  private Window window() {
    in.expectSymbol("(");
    List<Expression> partitionBy = in.accept("PARTITION", "BY") ? expressions.list() : List.of();
    List<Query.Order> orderBy = in.accept("ORDER", "BY") ? expressions.orderList() : List.of();
    String frame = null;
    if (in.isAnyWord(FRAME)) {
      int start = in.position();
      in.next();
      if (in.accept("BETWEEN")) {
        bound();
        in.expect("AND");
      }
      bound();
      frame = in.textFrom(start);
    }
    in.expectSymbol(")");
    return new Window(partitionBy, orderBy, frame);
  }

  private void bound() {
    if (in.accept("CURRENT", "ROW")) {
      return;
    }
    if (!in.accept("UNBOUNDED")) {
      in.integer();
    }
    if (!in.accept("PRECEDING")) {
      in.expect("FOLLOWING");
    }
  }
}
