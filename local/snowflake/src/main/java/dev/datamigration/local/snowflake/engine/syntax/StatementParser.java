package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import java.util.List;

/** Reads one statement. Stateless; safe for use by several threads. */
public final class StatementParser {
  private StatementParser() {}

  /**
   * Reads a statement.
   *
   * @throws dev.datamigration.local.snowflake.engine.SqlError 1003 for whatever is not in the list
   */
  public static Statement parse(String sql) {
    TokenStream in = new TokenStream(sql);
    Statement statement = statement(in);
    in.expectEnd();
    return statement;
  }

  /** Reads a query alone, as a view keeps it. */
  public static Query parseQuery(String sql) {
    TokenStream in = new TokenStream(sql);
    Query query = new QueryParser(in).parse();
    in.expectEnd();
    return query;
  }

  /** Reads an expression alone, as a column's default is kept. */
  public static Expression parseExpression(String sql) {
    TokenStream in = new TokenStream(sql);
    Expression expression = new QueryParser(in).expressions().parse();
    in.expectEnd();
    return expression;
  }

  private static Statement statement(TokenStream in) {
    QueryParser queries = new QueryParser(in);
    if (in.accept("SELECT", "SYSTEM$ABORT_TRANSACTION")) {
      return abortTransaction(in);
    }
    if (queries.startsQuery()) {
      return new Statement.Select(queries.parse());
    }
    DmlParser dml = new DmlParser(in, queries);
    DdlParser ddl = new DdlParser(in, queries);
    SessionParser session = new SessionParser(in);
    String word = in.peek().kind() == TokenKind.WORD ? in.peek().text() : "";
    return switch (word) {
      case "INSERT" -> dml.insert();
      case "UPDATE" -> dml.update();
      case "DELETE" -> dml.delete();
      case "MERGE" -> dml.merge();
      case "TRUNCATE" -> dml.truncate();
      case "COPY" -> new CopyParser(in, queries).copy();
      case "CREATE" -> ddl.create();
      case "DROP" -> ddl.drop();
      case "ALTER" -> in.isWord("ALTER", "SESSION") ? session.alterSession() : ddl.alter();
      case "GRANT" -> session.grant(false);
      case "REVOKE" -> session.grant(true);
      case "USE" -> session.use();
      case "SHOW" -> session.show();
      case "DESC", "DESCRIBE" -> session.describe();
      case "BEGIN", "START" -> begin(in);
      case "COMMIT" -> {
        in.next();
        in.accept("WORK");
        yield new Statement.Commit();
      }
      case "ROLLBACK" -> {
        in.next();
        in.accept("WORK");
        yield new Statement.Rollback();
      }
      default -> throw in.unexpected("a statement of the stand-in's list");
    };
  }

  private static Statement abortTransaction(TokenStream in) {
    in.expectSymbol("(");
    String id = in.next().text();
    in.expectSymbol(")");
    try {
      return new Statement.AbortTransaction(Long.parseLong(id));
    } catch (NumberFormatException e) {
      throw in.unexpected("the number of a transaction");
    }
  }

  private static Statement begin(TokenStream in) {
    if (in.accept("START")) {
      in.expect("TRANSACTION");
    } else {
      in.expect("BEGIN");
      if (!in.accept("TRANSACTION")) {
        in.accept("WORK");
      }
    }
    if (in.isWord("NAME")) {
      throw SqlErrors.unsupported("BEGIN … NAME");
    }
    return new Statement.Begin();
  }

  /** Reads the kind of object that CREATE, DROP, DESCRIBE and GRANT name. */
  static Statement.ObjectKind objectKind(TokenStream in) {
    for (Statement.ObjectKind kind : List.of(Statement.ObjectKind.values())) {
      if (in.accept(kind.name())) {
        return kind;
      }
    }
    throw in.unexpected("DATABASE, SCHEMA, TABLE, VIEW, STAGE or ROLE");
  }
}
