package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.syntax.Query.Source;
import dev.datamigration.local.sqlserver.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads queries. */
final class QueryParser {
  private static final Set<String> HINTS =
      Set.of(
          "NOLOCK", "READUNCOMMITTED", "READCOMMITTED", "READCOMMITTEDLOCK", "REPEATABLEREAD",
          "SERIALIZABLE", "HOLDLOCK", "ROWLOCK", "PAGLOCK", "TABLOCK", "TABLOCKX", "UPDLOCK",
          "XLOCK", "READPAST", "NOWAIT", "NOEXPAND", "FORCESEEK", "FORCESCAN", "SNAPSHOT");

  private final Tokens tokens;
  private final ExpressionParser expressions;

  QueryParser(Tokens tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens, this);
  }

  ExpressionParser expressions() {
    return expressions;
  }

  Query query() throws ServerError {
    List<Query.With> with = new ArrayList<>();
    if (tokens.take("WITH")) {
      do {
        String name = tokens.name();
        List<String> columns = tokens.is("(") ? tokens.nameList() : List.of();
        tokens.expect("AS", "(");
        with.add(new Query.With(name, columns, query()));
        tokens.expect(")");
      } while (tokens.take(","));
    }
    List<Query.Select> selects = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    selects.add(select());
    while (tokens.is("UNION") || tokens.is("EXCEPT") || tokens.is("INTERSECT")) {
      String operator = tokens.word();
      operators.add(tokens.take("ALL") ? operator + " ALL" : operator);
      selects.add(select());
    }
    List<Expression.Order> order = tokens.take("ORDER", "BY") ? orderKeys() : List.of();
    Expression offset = null;
    Expression fetch = null;
    if (tokens.take("OFFSET")) {
      offset = expressions.value();
      rows();
      if (tokens.take("FETCH")) {
        if (!tokens.take("NEXT")) {
          tokens.expect("FIRST");
        }
        fetch = expressions.value();
        rows();
        tokens.expect("ONLY");
      }
    }
    option();
    return new Query(with, selects, operators, order, offset, fetch);
  }

  private void rows() throws ServerError {
    if (!tokens.take("ROWS")) {
      tokens.expect("ROW");
    }
  }

  /** OPTION (MAXDOP n, RECOMPILE, …): hints of the optimizer, without effect. */
  private void option() throws ServerError {
    if (!tokens.take("OPTION")) {
      return;
    }
    tokens.expect("(");
    do {
      String hint = tokens.word();
      switch (hint) {
        case "RECOMPILE", "FORCE", "HASH", "MERGE", "LOOP", "ORDER" -> tokens.take("ORDER");
        case "MAXDOP", "FAST" -> tokens.integer();
        default -> throw ServerError.unsupported("OPTION (" + hint + ")");
      }
    } while (tokens.take(","));
    tokens.expect(")");
  }

  List<Expression.Order> orderKeys() throws ServerError {
    List<Expression.Order> keys = new ArrayList<>();
    do {
      Expression key = expressions.value();
      boolean descending = tokens.take("DESC");
      if (!descending) {
        tokens.take("ASC");
      }
      keys.add(new Expression.Order(key, descending));
    } while (tokens.take(","));
    return keys;
  }

  private Query.Select select() throws ServerError {
    tokens.expect("SELECT");
    boolean distinct = tokens.take("DISTINCT");
    if (!distinct) {
      tokens.take("ALL");
    }
    Expression top = null;
    boolean percent = false;
    boolean ties = false;
    if (tokens.take("TOP")) {
      if (tokens.take("(")) {
        top = expressions.value();
        tokens.expect(")");
      } else {
        top = new Expression.Number(Integer.toString(tokens.integer()));
      }
      percent = tokens.take("PERCENT");
      ties = tokens.take("WITH", "TIES");
    }
    List<Query.Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (tokens.take(","));
    if (tokens.is("INTO")) {
      throw ServerError.unsupported("SELECT INTO");
    }
    List<Source> from = new ArrayList<>();
    if (tokens.take("FROM")) {
      do {
        from.add(joined());
      } while (tokens.take(","));
    }
    Expression where = tokens.take("WHERE") ? expressions.condition() : null;
    List<Expression> group = tokens.take("GROUP", "BY") ? expressions.list() : List.of();
    Expression having = tokens.take("HAVING") ? expressions.condition() : null;
    return new Query.Select(
        distinct, top, percent, ties, items, from, where, group, having);
  }

  private Query.Item item() throws ServerError {
    if (tokens.peek().isName() && tokens.peek(1).is("=")) {
      String alias = tokens.name();
      tokens.next();
      return new Query.Item(expressions.value(), alias);
    }
    Expression value = expressions.value();
    return new Query.Item(value, value instanceof Expression.Star ? null : tokens.alias());
  }

  private Source joined() throws ServerError {
    Source left = source();
    while (true) {
      String kind;
      if (tokens.take("CROSS", "JOIN")) {
        left = new Source.Join(left, "CROSS", source(), null);
        continue;
      } else if (tokens.take("CROSS", "APPLY")) {
        left = new Source.Join(left, "CROSS APPLY", source(), null);
        continue;
      } else if (tokens.take("OUTER", "APPLY")) {
        left = new Source.Join(left, "OUTER APPLY", source(), null);
        continue;
      } else if (tokens.take("INNER", "JOIN") || tokens.take("JOIN")) {
        kind = "INNER";
      } else if (tokens.is("LEFT") || tokens.is("RIGHT") || tokens.is("FULL")) {
        kind = tokens.word();
        tokens.take("OUTER");
        tokens.expect("JOIN");
      } else {
        return left;
      }
      Source right = joinedRight();
      tokens.expect("ON");
      left = new Source.Join(left, kind, right, expressions.condition());
    }
  }

  private Source joinedRight() throws ServerError {
    return source();
  }

  private Source source() throws ServerError {
    if (tokens.take("(")) {
      if (tokens.is("VALUES")) {
        List<List<Expression>> rows = values();
        tokens.expect(")");
        String alias = tokens.alias();
        return new Source.Values(rows, alias, tokens.nameList());
      }
      if (!tokens.is("SELECT") && !tokens.is("WITH")) {
        Source inner = joined();
        tokens.expect(")");
        return inner;
      }
      Query query = query();
      tokens.expect(")");
      String alias = tokens.alias();
      if (alias == null) {
        throw tokens.unexpected();
      }
      List<String> columns = tokens.is("(") ? tokens.nameList() : List.of();
      return new Source.Derived(query, alias, columns);
    }
    List<String> name = tokens.names();
    if (tokens.is("(")) {
      tokens.next();
      List<Expression> arguments = tokens.is(")") ? List.of() : expressions.list();
      tokens.expect(")");
      return new Source.Function(name, arguments, tokens.alias());
    }
    double sample = -1;
    if (tokens.is("TABLESAMPLE")) {
      sample = sample();
    }
    String alias = tokens.alias();
    if (tokens.is("TABLESAMPLE")) {
      sample = sample();
    }
    hints();
    return new Source.Table(name, alias, sample);
  }

  private double sample() throws ServerError {
    tokens.expect("TABLESAMPLE");
    tokens.take("SYSTEM");
    tokens.expect("(");
    Token number = tokens.next();
    if (number.type() != Type.NUMBER) {
      throw ServerError.syntax(number.text());
    }
    tokens.take("PERCENT");
    if (tokens.is("ROWS")) {
      throw ServerError.unsupported("TABLESAMPLE (n ROWS)");
    }
    tokens.expect(")");
    if (tokens.take("REPEATABLE")) {
      tokens.expect("(");
      tokens.integer();
      tokens.expect(")");
    }
    return Double.parseDouble(number.text());
  }

  void hints() throws ServerError {
    boolean with = tokens.is("WITH", "(");
    if (with) {
      tokens.next();
    } else if (!(tokens.is("(") && HINTS.contains(tokens.peek(1).upper()))) {
      return;
    }
    tokens.expect("(");
    do {
      String hint = tokens.word();
      if (hint.equals("INDEX")) {
        if (tokens.take("=")) {
          tokens.next();
        } else {
          tokens.expect("(");
          tokens.next();
          tokens.expect(")");
        }
      } else if (!HINTS.contains(hint)) {
        throw new ServerError(321, 1, 15, "\"" + hint + "\" is not a recognized table hints option.");
      }
    } while (tokens.take(",") || tokens.peek().type() == Type.WORD);
    tokens.expect(")");
  }

  /** VALUES (…), (…). */
  List<List<Expression>> values() throws ServerError {
    tokens.expect("VALUES");
    List<List<Expression>> rows = new ArrayList<>();
    do {
      tokens.expect("(");
      List<Expression> row = new ArrayList<>();
      do {
        row.add(
            tokens.take("DEFAULT")
                ? new Expression.Call("DEFAULT", List.of(), false, null)
                : expressions.condition());
      } while (tokens.take(","));
      rows.add(row);
      tokens.expect(")");
    } while (tokens.take(","));
    return rows;
  }
}
