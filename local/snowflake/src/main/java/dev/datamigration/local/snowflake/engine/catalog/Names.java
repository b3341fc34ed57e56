package dev.datamigration.local.snowflake.engine.catalog;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Database;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Relation;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Schema;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import java.util.List;
import java.util.Optional;

/**
 * What names mean in a session.
 *
 * @param identity supplies what a name leaves out
 */
public record Names(Catalog catalog, SessionIdentity identity) {
  /** A name in full; its parts exact. */
  public record Qualified(String database, String schema, String name) {
    @Override
    public String toString() {
      return database + "." + schema + "." + name;
    }
  }

  /** Completes the name of a table, view or stage. */
  public Qualified qualify(List<String> parts) {
    int count = parts.size();
    String database = count == 3 ? parts.get(0) : identity.database();
    if (database == null) {
      throw SqlErrors.noCurrent("database");
    }
    String schema = count >= 2 ? parts.get(count - 2) : identity.schema();
    if (schema == null) {
      throw SqlErrors.noCurrent("schema");
    }
    return new Qualified(database, schema, parts.get(count - 1));
  }

  public Database database(String name) {
    return catalog.database(name).orElseThrow(() -> SqlErrors.missing("Database", name));
  }

  /** A schema by one or two parts. */
  public Schema schema(List<String> parts) {
    if (parts.size() > 2) {
      throw SqlErrors.syntax("not the name of a schema: " + String.join(".", parts));
    }
    String database = parts.size() == 2 ? parts.get(0) : identity.database();
    if (database == null) {
      throw SqlErrors.noCurrent("database");
    }
    return schema(database, parts.get(parts.size() - 1));
  }

  public Schema schema(String database, String schema) {
    return catalog
        .schema(database(database).id(), schema)
        .orElseThrow(() -> SqlErrors.missing("Schema", database + "." + schema));
  }

  /** A table or view that must be there. */
  public Relation relation(List<String> parts) {
    Qualified name = qualify(parts);
    return find(name).orElseThrow(() -> SqlErrors.missingObject(name.toString()));
  }

  /** A table that must be there. */
  public Table table(List<String> parts) {
    Qualified name = qualify(parts);
    return find(name)
        .filter(Table.class::isInstance)
        .map(Table.class::cast)
        .orElseThrow(() -> SqlErrors.missingObject(name.toString()));
  }

  /** Empty if it is not there; whatever of its database and schema is missing is missing, too. */
  public Optional<Relation> find(Qualified name) {
    return catalog
        .database(name.database())
        .flatMap(database -> catalog.schema(database.id(), name.schema()))
        .flatMap(schema -> catalog.relation(schema.id(), name.name()));
  }
}
