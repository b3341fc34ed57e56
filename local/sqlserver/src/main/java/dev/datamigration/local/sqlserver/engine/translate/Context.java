package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.Catalogue;
import dev.datamigration.local.sqlserver.catalogue.Database;
import dev.datamigration.local.sqlserver.catalogue.DatabaseObject;
import dev.datamigration.local.sqlserver.catalogue.TableFigures;
import dev.datamigration.local.sqlserver.wire.TypedValue;
import java.util.List;
import java.util.Map;

/** What a statement is translated for: where its names are looked up, and its parameters. */
public final class Context {
  private final Catalogue catalogue;
  private final Database database;
  private final String user;
  private final int session;
  private final int openTransactions;
  private final Map<String, TypedValue> parameters;
  private final TableFigures figures;
  private final Binds binds = new Binds();
  private int lastAlias;

  public Context(
      Catalogue catalogue,
      Database database,
      String user,
      int session,
      int openTransactions,
      Map<String, TypedValue> parameters,
      TableFigures figures) {
    this.catalogue = catalogue;
    this.database = database;
    this.user = user;
    this.session = session;
    this.openTransactions = openTransactions;
    this.parameters = parameters;
    this.figures = figures;
  }

  public Binds binds() {
    return binds;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Database database() {
    return database;
  }

  String user() {
    return user;
  }

  int session() {
    return session;
  }

  int openTransactions() {
    return openTransactions;
  }

  TableFigures figures() {
    return figures;
  }

  TypedValue parameter(String name) throws ServerError {
    TypedValue value = parameters.get(name);
    if (value == null) {
      throw new ServerError(137, 2, 15, "Must declare the scalar variable \"" + name + "\".");
    }
    return value;
  }

  String newAlias() {
    return "A" + ++lastAlias;
  }

  /** The database that a name of up to three parts lies in. */
  public Database databaseOf(List<String> name) throws ServerError {
    if (name.size() > 3) {
      throw ServerError.unsupported("a name with a server");
    }
    if (name.size() < 3 || name.get(0).isEmpty()) {
      return database;
    }
    Database named = catalogue.database(name.get(0));
    if (named == null) {
      throw missing(name);
    }
    return named;
  }

  public static String schemaOf(List<String> name) {
    String schema = name.size() < 2 ? "" : name.get(name.size() - 2);
    return schema.isEmpty() ? "dbo" : schema;
  }

  /** The object of a name, synonyms followed; null if there is none. */
  public DatabaseObject find(List<String> name) throws ServerError {
    DatabaseObject object =
        databaseOf(name).object(schemaOf(name), name.get(name.size() - 1));
    for (int hops = 0; object instanceof DatabaseObject.Synonym synonym; hops++) {
      if (hops > 10) {
        throw missing(name);
      }
      object =
          databaseOf(synonym.target())
              .object(schemaOf(synonym.target()), synonym.target().get(synonym.target().size() - 1));
    }
    return object;
  }

  /** The table of a name. */
  public DatabaseObject.Table table(List<String> name) throws ServerError {
    if (find(name) instanceof DatabaseObject.Table table) {
      return table;
    }
    throw missing(name);
  }

  public static ServerError missing(List<String> name) {
    return new ServerError(208, "Invalid object name '" + String.join(".", name) + "'.");
  }
}
