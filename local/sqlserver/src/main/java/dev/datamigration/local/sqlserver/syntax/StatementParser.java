package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a batch; the whole of it before anything of it runs. */
public final class StatementParser {
  private final Tokens tokens;
  private final QueryParser queries;
  private final DefinitionParser definitions;

  private StatementParser(String source) throws ServerError {
    this.tokens = new Tokens(source);
    this.queries = new QueryParser(tokens);
    this.definitions = new DefinitionParser(tokens, queries);
  }

  /** All statements of a batch. */
  public static List<Statement> batch(String source) throws ServerError {
    return new StatementParser(source).batch();
  }

  /** A declaration of parameters: {@code @P0 int, @P1 nvarchar(4000)}. */
  public static Map<String, SqlType> parameters(String source) throws ServerError {
    Tokens tokens = new Tokens(source);
    Map<String, SqlType> types = new LinkedHashMap<>();
    while (!tokens.atEnd()) {
      String name = tokens.next().text();
      tokens.take("AS");
      types.put(name, TypeParser.parse(tokens, 1));
      if (!tokens.take("OUTPUT")) {
        tokens.take("OUT");
      }
      if (!tokens.atEnd()) {
        tokens.expect(",");
      }
    }
    return types;
  }

  private List<Statement> batch() throws ServerError {
    List<Statement> statements = new ArrayList<>();
    while (true) {
      while (tokens.take(";")) {
        // Empty statements.
      }
      if (tokens.atEnd()) {
        return statements;
      }
      statements.add(statement());
    }
  }

  private Statement statement() throws ServerError {
    if (tokens.is("SELECT") || tokens.is("WITH")) {
      return new Statement.Select(queries.query());
    }
    if (tokens.take("IF")) {
      Expression condition = queries.expressions().condition();
      Statement then = statement();
      if (tokens.is("ELSE")) {
        throw ServerError.unsupported("ELSE");
      }
      return new Statement.If(condition, then);
    }
    if (tokens.take("INSERT")) {
      return insert();
    }
    if (tokens.is("UPDATE", "STATISTICS")) {
      return definitions.updateStatistics();
    }
    if (tokens.take("UPDATE")) {
      return update();
    }
    if (tokens.take("DELETE")) {
      tokens.take("FROM");
      List<String> table = tokens.names();
      queries.hints();
      if (tokens.is("FROM")) {
        throw ServerError.unsupported("DELETE … FROM … FROM");
      }
      return new Statement.Delete(table, where());
    }
    if (tokens.take("TRUNCATE", "TABLE")) {
      return new Statement.Truncate(tokens.names());
    }
    if (tokens.take("SET")) {
      return set();
    }
    if (tokens.take("USE")) {
      return new Statement.Use(tokens.name());
    }
    if (tokens.is("BEGIN") || tokens.is("COMMIT") || tokens.is("ROLLBACK") || tokens.is("SAVE")) {
      return transaction();
    }
    if (tokens.is("CREATE") || tokens.is("DROP") || tokens.is("ALTER")) {
      return definitions.definition();
    }
    String word = tokens.peek().text();
    if (tokens.peek().type() == Token.Type.WORD
        && List.of("DECLARE", "EXEC", "EXECUTE", "MERGE", "PRINT", "WHILE", "WAITFOR", "GRANT",
                "DENY", "DBCC", "BACKUP", "RESTORE", "BULK", "KILL", "GO")
            .contains(tokens.peek().upper())) {
      throw ServerError.unsupported(word);
    }
    throw tokens.unexpected();
  }

  private Expression where() throws ServerError {
    return tokens.take("WHERE") ? queries.expressions().condition() : null;
  }

  private Statement insert() throws ServerError {
    tokens.take("INTO");
    List<String> table = tokens.names();
    queries.hints();
    List<String> columns = tokens.is("(") ? tokens.nameList() : List.of();
    if (tokens.is("OUTPUT")) {
      throw ServerError.unsupported("OUTPUT");
    }
    if (tokens.take("DEFAULT", "VALUES")) {
      return new Statement.Insert(table, columns, null);
    }
    if (tokens.is("VALUES")) {
      return new Statement.Insert(
          table, columns, new Query.Source.Values(queries.values(), null, List.of()));
    }
    return new Statement.Insert(
        table, columns, new Query.Source.Derived(queries.query(), null, List.of()));
  }

  private Statement update() throws ServerError {
    List<String> table = tokens.names();
    queries.hints();
    tokens.expect("SET");
    List<Statement.Assignment> assignments = new ArrayList<>();
    do {
      List<String> name = tokens.names();
      tokens.expect("=");
      Expression value =
          tokens.take("DEFAULT")
              ? new Expression.Call("DEFAULT", List.of(), false, null)
              : queries.expressions().value();
      assignments.add(new Statement.Assignment(name.get(name.size() - 1), value));
    } while (tokens.take(","));
    if (tokens.is("FROM")) {
      throw ServerError.unsupported("UPDATE … FROM");
    }
    return new Statement.Update(table, assignments, where());
  }

  private Statement set() throws ServerError {
    if (tokens.take("IDENTITY_INSERT")) {
      List<String> table = tokens.names();
      return new Statement.IdentityInsert(table, on());
    }
    if (tokens.take("TRANSACTION", "ISOLATION", "LEVEL")) {
      String level = tokens.word();
      if (level.equals("READ") || level.equals("REPEATABLE")) {
        level += " " + tokens.word();
      }
      return new Statement.SetOption("TRANSACTION ISOLATION LEVEL", level);
    }
    String option = tokens.word();
    if (tokens.take(",")) {
      throw ServerError.unsupported("SET of several options");
    }
    String value = tokens.is("-") ? Long.toString(tokens.signedLong()) : tokens.next().upper();
    return new Statement.SetOption(option, value);
  }

  private boolean on() throws ServerError {
    if (tokens.take("ON")) {
      return true;
    }
    tokens.expect("OFF");
    return false;
  }

  private Statement transaction() throws ServerError {
    String verb = tokens.word();
    boolean word = tokens.take("TRANSACTION") || tokens.take("TRAN") || tokens.take("WORK");
    String name = word && tokens.isAlias() ? tokens.name() : null;
    return switch (verb) {
      case "BEGIN" -> {
        if (!word) {
          throw ServerError.unsupported("BEGIN … END");
        }
        yield new Statement.Begin();
      }
      case "COMMIT" -> new Statement.Commit();
      case "ROLLBACK" -> new Statement.Rollback(name);
      default -> new Statement.Save(name);
    };
  }
}
