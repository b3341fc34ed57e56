package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.Catalogue;
import dev.datamigration.local.sqlserver.catalogue.ColumnDefinition;
import dev.datamigration.local.sqlserver.catalogue.Database;
import dev.datamigration.local.sqlserver.catalogue.DatabaseObject;
import dev.datamigration.local.sqlserver.catalogue.IndexDefinition;
import dev.datamigration.local.sqlserver.engine.translate.Context;
import dev.datamigration.local.sqlserver.engine.translate.QueryTranslator;
import dev.datamigration.local.sqlserver.syntax.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * CREATE, ALTER and DROP: the definition goes into the catalogue, and what has rows into H2. H2
 * commits with each of them, so that inside a transaction they are refused.
 */
final class Definitions {
  private final Catalogue catalogue;
  private final Connection connection;

  Definitions(Catalogue catalogue, Connection connection) {
    this.catalogue = catalogue;
    this.connection = connection;
  }

  /** False if the statement is none of these. */
  boolean run(Statement statement, Context context, Database current)
      throws ServerError, SQLException {
    if (statement instanceof Statement.CreateSchema create) {
      if (!current.addSchema(create.name())) {
        throw taken(create.name());
      }
    } else if (statement instanceof Statement.CreateDatabase create) {
      catalogue.add(create.name(), false);
    } else if (statement instanceof Statement.CreateTable create) {
      new TableDefinitions(catalogue, connection, context).create(create);
    } else if (statement instanceof Statement.CreateIndex create) {
      new TableDefinitions(catalogue, connection, context).createIndex(create);
    } else if (statement instanceof Statement.AddColumn add) {
      new TableDefinitions(catalogue, connection, context).add(add);
    } else if (statement instanceof Statement.DropColumn drop) {
      new TableDefinitions(catalogue, connection, context).drop(drop);
    } else if (statement instanceof Statement.CreateView create) {
      createView(create, context);
    } else if (statement instanceof Statement.CreateSynonym create) {
      Place place = place(create.name(), context);
      place
          .database()
          .put(
              new DatabaseObject.Synonym(
                  catalogue.newObjectId(),
                  place.schema(),
                  place.name(),
                  create.target(),
                  create.written()));
    } else if (statement instanceof Statement.DropIndex drop) {
      dropIndex(drop, context);
    } else if (statement instanceof Statement.Drop drop) {
      drop(drop, context, current);
    } else if (statement instanceof Statement.UpdateStatistics update) {
      context.table(update.table());
    } else if (statement instanceof Statement.AlterDatabase alter) {
      alter(alter, current);
    } else {
      return false;
    }
    catalogue.changed();
    return true;
  }

  /** Where a new object goes. */
  record Place(Database database, String schema, String name) {}

  /** The place of a new object; refused if it is taken or its schema is not there. */
  static Place place(List<String> name, Context context) throws ServerError {
    Database database = context.databaseOf(name);
    String wanted = Context.schemaOf(name);
    String object = name.get(name.size() - 1);
    String schema =
        database.schemas().keySet().stream()
            .filter(wanted::equalsIgnoreCase)
            .findFirst()
            .orElseThrow(
                () ->
                    new ServerError(
                        2760, "The specified schema name \"" + wanted + "\" either does not exist or you do not have permission to use it."));
    if (database.object(schema, object) != null) {
      throw taken(object);
    }
    return new Place(database, schema, object);
  }

  private static ServerError taken(String name) {
    return new ServerError(
        2714, 6, 16, "There is already an object named '" + name + "' in the database.");
  }

  private void createView(Statement.CreateView create, Context context) throws ServerError {
    Place place = place(create.name(), context);
    List<ResultColumn> result = new QueryTranslator(context).query(create.query()).columns();
    List<ColumnDefinition> columns = new ArrayList<>();
    for (ResultColumn each : result) {
      int at = columns.size();
      String name = create.columns().isEmpty() ? each.name() : create.columns().get(at);
      columns.add(
          new ColumnDefinition(
              at + 1, name, each.type(), each.nullable(), false, false, false));
    }
    place
        .database()
        .put(
            new DatabaseObject.View(
                catalogue.newObjectId(), place.schema(), place.name(), columns, create.query()));
  }

  private void dropIndex(Statement.DropIndex drop, Context context)
      throws ServerError, SQLException {
    DatabaseObject.Table table = context.table(drop.table());
    List<IndexDefinition> left = new ArrayList<>(table.indexes());
    boolean removed =
        left.removeIf(each -> each.name().equalsIgnoreCase(drop.name()) && !each.primary());
    if (!removed && !drop.ifExists()) {
      throw missing("index", drop.name());
    }
    for (IndexDefinition each : table.indexes()) {
      if (!left.contains(each)) {
        execute("DROP INDEX " + each.stored());
      }
    }
    context.databaseOf(drop.table()).put(table.with(table.columns(), left));
  }

  private static ServerError missing(String what, String name) {
    return new ServerError(
        3701,
        5,
        11,
        "Cannot drop the "
            + what
            + " '"
            + name
            + "', because it does not exist or you do not have permission.");
  }

  private void drop(Statement.Drop drop, Context context, Database current)
      throws ServerError, SQLException {
    String name = drop.name().get(drop.name().size() - 1);
    if (drop.what().equals("DATABASE")) {
      Database database = catalogue.database(name);
      if (database != null) {
        for (DatabaseObject each : database.objects()) {
          remove(database, each);
        }
        catalogue.remove(database);
        return;
      }
    } else if (drop.what().equals("SCHEMA")) {
      for (DatabaseObject each : current.objects()) {
        if (each.schema().equalsIgnoreCase(name)) {
          throw new ServerError(
              3729, "Cannot drop schema '" + name + "' because it is being referenced by object '" + each.name() + "'.");
        }
      }
      if (current.removeSchema(name)) {
        return;
      }
    } else {
      Database database = context.databaseOf(drop.name());
      DatabaseObject object = database.object(Context.schemaOf(drop.name()), name);
      boolean right =
          switch (drop.what()) {
            case "TABLE" -> object instanceof DatabaseObject.Table;
            case "VIEW" -> object instanceof DatabaseObject.View;
            default -> object instanceof DatabaseObject.Synonym;
          };
      if (right) {
        remove(database, object);
        return;
      }
    }
    if (!drop.ifExists()) {
      throw missing(drop.what().toLowerCase(Locale.ROOT), name);
    }
  }

  private void remove(Database database, DatabaseObject object) throws SQLException {
    if (object instanceof DatabaseObject.Table table) {
      execute("DROP TABLE " + table.stored());
    }
    database.remove(object);
  }

  private void alter(Statement.AlterDatabase alter, Database current) throws ServerError {
    Database database = alter.name().isEmpty() ? current : catalogue.database(alter.name());
    if (database == null) {
      throw new ServerError(5011, "User does not have permission to alter database '" + alter.name() + "', the database does not exist, or the database is not in a state that allows access checks.");
    }
    switch (alter.option()) {
      case "ALLOW_SNAPSHOT_ISOLATION" -> database.snapshotAllowed(alter.on());
      case "READ_COMMITTED_SNAPSHOT" -> database.readCommittedSnapshot(alter.on());
      default -> throw ServerError.unsupported("ALTER DATABASE SET " + alter.option());
    }
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
