package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads CREATE, ALTER and DROP. */
final class DefinitionParser {
  private final Tokens tokens;
  private final QueryParser queries;

  DefinitionParser(Tokens tokens, QueryParser queries) {
    this.tokens = tokens;
    this.queries = queries;
  }

  Statement definition() throws ServerError {
    String verb = tokens.word();
    return switch (verb) {
      case "CREATE" -> create();
      case "DROP" -> drop();
      default -> alter();
    };
  }

  Statement updateStatistics() throws ServerError {
    tokens.expect("UPDATE", "STATISTICS");
    List<String> table = tokens.names();
    if (tokens.isAlias()) {
      tokens.name();
    }
    if (tokens.take("WITH")) {
      tokens.expect("FULLSCAN");
    }
    return new Statement.UpdateStatistics(table);
  }

  private Statement create() throws ServerError {
    if (tokens.take("SCHEMA")) {
      return new Statement.CreateSchema(tokens.name());
    }
    if (tokens.take("DATABASE")) {
      return new Statement.CreateDatabase(tokens.name());
    }
    if (tokens.take("TABLE")) {
      return createTable();
    }
    if (tokens.take("VIEW")) {
      List<String> name = tokens.names();
      List<String> columns = tokens.is("(") ? tokens.nameList() : List.of();
      tokens.expect("AS");
      return new Statement.CreateView(name, columns, queries.query());
    }
    if (tokens.take("SYNONYM")) {
      List<String> name = tokens.names();
      tokens.expect("FOR");
      int from = tokens.position();
      List<String> target = tokens.names();
      return new Statement.CreateSynonym(name, target, tokens.written(from, tokens.position()));
    }
    boolean unique = tokens.take("UNIQUE");
    boolean clustered = tokens.take("CLUSTERED");
    if (!clustered) {
      tokens.take("NONCLUSTERED");
    }
    if (tokens.take("INDEX")) {
      String name = tokens.name();
      tokens.expect("ON");
      List<String> table = tokens.names();
      return new Statement.CreateIndex(table, key(name, false, unique, clustered));
    }
    throw ServerError.unsupported("CREATE " + tokens.peek().text());
  }

  private Statement createTable() throws ServerError {
    List<String> name = tokens.names();
    List<Statement.Column> columns = new ArrayList<>();
    List<Statement.Key> keys = new ArrayList<>();
    tokens.expect("(");
    do {
      element(columns, keys);
    } while (tokens.take(",") && !tokens.is(")"));
    tokens.expect(")");
    if (tokens.take("ON") || tokens.take("TEXTIMAGE_ON")) {
      tokens.name();
    }
    if (tokens.take("WITH")) {
      tokens.expect("(", "DATA_COMPRESSION", "=");
      tokens.word();
      tokens.expect(")");
    }
    return new Statement.CreateTable(name, columns, keys);
  }

  private void element(List<Statement.Column> columns, List<Statement.Key> keys)
      throws ServerError {
    String constraint = tokens.take("CONSTRAINT") ? tokens.name() : null;
    if (tokens.is("PRIMARY") || tokens.is("UNIQUE")) {
      keys.add(constraint(constraint, null));
    } else if (tokens.take("INDEX")) {
      String name = tokens.name();
      boolean unique = tokens.take("UNIQUE");
      boolean clustered = tokens.take("CLUSTERED");
      if (!clustered) {
        tokens.take("NONCLUSTERED");
      }
      keys.add(key(name, false, unique, clustered));
    } else if (tokens.is("CHECK") || tokens.is("FOREIGN") || constraint != null) {
      throw ServerError.unsupported("a constraint with " + tokens.peek().text());
    } else {
      columns.add(column(keys));
    }
  }

  private Statement.Key constraint(String name, String ofColumn) throws ServerError {
    boolean primary = tokens.take("PRIMARY", "KEY");
    if (!primary) {
      tokens.expect("UNIQUE");
    }
    boolean clustered = tokens.take("CLUSTERED");
    boolean nonclustered = !clustered && tokens.take("NONCLUSTERED");
    boolean onHeap = clustered || (primary && !nonclustered);
    if (ofColumn != null) {
      return new Statement.Key(
          name,
          primary,
          true,
          onHeap,
          List.of(new Statement.KeyColumn(ofColumn, false)),
          List.of(),
          false);
    }
    return key(name, primary, true, onHeap);
  }

  private Statement.Key key(String name, boolean primary, boolean unique, boolean clustered)
      throws ServerError {
    List<Statement.KeyColumn> columns = new ArrayList<>();
    tokens.expect("(");
    do {
      String column = tokens.name();
      boolean descending = tokens.take("DESC");
      if (!descending) {
        tokens.take("ASC");
      }
      columns.add(new Statement.KeyColumn(column, descending));
    } while (tokens.take(","));
    tokens.expect(")");
    List<String> included = tokens.take("INCLUDE") ? tokens.nameList() : List.of();
    boolean filtered = tokens.take("WHERE");
    if (filtered) {
      queries.expressions().condition();
    }
    return new Statement.Key(name, primary, unique, clustered, columns, included, filtered);
  }

  private Statement.Column column(List<Statement.Key> keys) throws ServerError {
    String name = tokens.name();
    if (tokens.take("AS")) {
      Expression computed = queries.expressions().value();
      tokens.take("PERSISTED");
      boolean notNull = tokens.take("NOT", "NULL");
      return new Statement.Column(name, null, "", !notNull, false, 0, 0, null, computed);
    }
    int from = tokens.position();
    var type = TypeParser.parse(tokens, 1);
    String typeName = tokens.written(from, from + 1).toLowerCase(Locale.ROOT);
    boolean nullable = type.kind() != Kind.ROWVERSION;
    boolean identity = false;
    long seed = 1;
    long increment = 1;
    Expression defaultValue = null;
    while (true) {
      if (tokens.take("NOT", "NULL")) {
        nullable = false;
      } else if (tokens.take("NULL")) {
        nullable = true;
      } else if (tokens.take("COLLATE")) {
        String collation = tokens.name();
        type = type.with(Collations.of(collation));
      } else if (tokens.take("IDENTITY")) {
        identity = true;
        nullable = false;
        if (tokens.take("(")) {
          seed = tokens.signedLong();
          tokens.expect(",");
          increment = tokens.signedLong();
          tokens.expect(")");
        }
      } else if (tokens.take("DEFAULT")) {
        defaultValue = queries.expressions().value();
      } else if (tokens.is("CONSTRAINT") || tokens.is("PRIMARY") || tokens.is("UNIQUE")) {
        String constraint = tokens.take("CONSTRAINT") ? tokens.name() : null;
        if (constraint != null && tokens.take("DEFAULT")) {
          defaultValue = queries.expressions().value();
          continue;
        }
        Statement.Key key = constraint(constraint, name);
        nullable &= !key.primary();
        keys.add(key);
      } else if (tokens.is(",") || tokens.is(")") || tokens.is(";") || tokens.atEnd()) {
        return new Statement.Column(
            name, type, typeName, nullable, identity, seed, increment, defaultValue, null);
      } else {
        throw ServerError.unsupported("a column with " + tokens.peek().text());
      }
    }
  }

  private Statement drop() throws ServerError {
    if (tokens.take("INDEX")) {
      boolean ifExists = tokens.take("IF", "EXISTS");
      String name = tokens.name();
      tokens.expect("ON");
      return new Statement.DropIndex(name, tokens.names(), ifExists);
    }
    String what = tokens.word();
    switch (what) {
      case "TABLE", "VIEW", "SYNONYM", "SCHEMA", "DATABASE" -> {
        boolean ifExists = tokens.take("IF", "EXISTS");
        return new Statement.Drop(what, tokens.names(), ifExists);
      }
      default -> throw ServerError.unsupported("DROP " + what);
    }
  }

  private Statement alter() throws ServerError {
    if (tokens.take("DATABASE")) {
      String name = tokens.take("CURRENT") ? "" : tokens.name();
      tokens.expect("SET");
      String option = tokens.word();
      boolean on = tokens.take("ON");
      if (!on) {
        tokens.expect("OFF");
      }
      if (tokens.take("WITH")) {
        tokens.expect("ROLLBACK", "IMMEDIATE");
      }
      return new Statement.AlterDatabase(name, option, on);
    }
    tokens.expect("TABLE");
    List<String> table = tokens.names();
    if (tokens.take("DROP", "COLUMN")) {
      return new Statement.DropColumn(table, tokens.name());
    }
    if (!tokens.take("ADD")) {
      throw ServerError.unsupported("ALTER TABLE … " + tokens.peek().text());
    }
    List<Statement.Column> columns = new ArrayList<>();
    List<Statement.Key> keys = new ArrayList<>();
    do {
      element(columns, keys);
    } while (tokens.take(","));
    return new Statement.AddColumn(table, columns, keys);
  }
}
