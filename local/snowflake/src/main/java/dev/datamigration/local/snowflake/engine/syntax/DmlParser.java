package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.syntax.Query.Alias;
import dev.datamigration.local.snowflake.engine.syntax.Query.From;
import dev.datamigration.local.snowflake.engine.syntax.Statement.Assignment;
import dev.datamigration.local.snowflake.engine.syntax.Statement.MergeClause;
import java.util.ArrayList;
import java.util.List;

/** Reads INSERT, UPDATE, DELETE, MERGE and TRUNCATE. */
final class DmlParser {
  private final TokenStream in;
  private final QueryParser queries;

  DmlParser(TokenStream in, QueryParser queries) {
    this.in = in;
    this.queries = queries;
  }

  Statement insert() {
    in.expect("INSERT");
    boolean overwrite = in.accept("OVERWRITE");
    in.expect("INTO");
    List<String> table = in.qualifiedName();
    List<String> columns = queries.startsQuery() ? List.of() : queries.from().columnList();
    Query source;
    if (in.accept("VALUES")) {
      source = new Query(List.of(), new Query.Values(queries.valueRows()), List.of(), null, null);
    } else {
      source = queries.parse();
    }
    return new Statement.Insert(table, columns, source, overwrite);
  }

  Statement update() {
    in.expect("UPDATE");
    List<String> table = in.qualifiedName();
    Alias alias = queries.from().alias();
    in.expect("SET");
    List<Assignment> assignments = assignments();
    From from = in.accept("FROM") ? queries.from().parse() : null;
    return new Statement.Update(table, alias, assignments, from, where());
  }

  Statement delete() {
    in.expect("DELETE", "FROM");
    List<String> table = in.qualifiedName();
    Alias alias = queries.from().alias();
    From using = in.accept("USING") ? queries.from().parse() : null;
    return new Statement.Delete(table, alias, using, where());
  }

  Statement truncate() {
    in.expect("TRUNCATE");
    in.accept("TABLE");
    boolean ifExists = in.accept("IF", "EXISTS");
    return new Statement.Truncate(in.qualifiedName(), ifExists);
  }

  Statement merge() {
    in.expect("MERGE", "INTO");
    List<String> table = in.qualifiedName();
    Alias alias = queries.from().alias();
    in.expect("USING");
    From source = queries.from().item();
    in.expect("ON");
    Expression on = queries.expressions().parse();
    List<MergeClause> clauses = new ArrayList<>();
    while (in.accept("WHEN")) {
      clauses.add(clause());
    }
    if (clauses.isEmpty()) {
      throw in.unexpected("WHEN");
    }
    return new Statement.Merge(table, alias, source, on, clauses);
  }

  private MergeClause clause() {
    boolean matched = !in.accept("NOT");
    in.expect("MATCHED");
    Expression condition = in.accept("AND") ? queries.expressions().parse() : null;
    in.expect("THEN");
    if (!matched) {
      in.expect("INSERT");
      List<String> columns = queries.from().columnList();
      in.expect("VALUES");
      in.expectSymbol("(");
      List<Expression> values = queries.expressions().list();
      in.expectSymbol(")");
      return new MergeClause(false, condition, "INSERT", List.of(), columns, values);
    }
    if (in.accept("DELETE")) {
      return new MergeClause(true, condition, "DELETE", List.of(), List.of(), List.of());
    }
    in.expect("UPDATE", "SET");
    return new MergeClause(true, condition, "UPDATE", assignments(), List.of(), List.of());
  }

  private List<Assignment> assignments() {
    List<Assignment> list = new ArrayList<>();
    do {
      String column = in.name();
      while (in.acceptSymbol(".")) {
        column = in.name();
      }
      in.expectSymbol("=");
      list.add(new Assignment(column, queries.expressions().parse()));
    } while (in.acceptSymbol(","));
    return list;
  }

  private Expression where() {
    return in.accept("WHERE") ? queries.expressions().parse() : null;
  }
}
