package dev.datamigration.local.snowflake.engine.catalog;

import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Database;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Grant;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Relation;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Role;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Schema;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that exists, at one moment. Immutable. */
public final class Catalog {
  private final Map<Long, CatalogObject> byId;
  private final Map<Name, CatalogObject> byName = new HashMap<>();

  private record Name(String kind, long parent, String name) {}

  public Catalog(Collection<? extends CatalogObject> objects) {
    byId = new HashMap<>();
    for (CatalogObject object : objects) {
      byId.put(object.id(), object);
      name(object).ifPresent(name -> byName.put(name, object));
    }
  }

  private static Optional<Name> name(CatalogObject object) {
    if (object instanceof Database database) {
      return Optional.of(new Name("database", 0, database.name()));
    }
    if (object instanceof Schema schema) {
      return Optional.of(new Name("schema", schema.databaseId(), schema.name()));
    }
    if (object instanceof Relation relation) {
      return Optional.of(new Name("relation", relation.schemaId(), relation.name()));
    }
    return object instanceof Role role
        ? Optional.of(new Name("role", 0, role.name()))
        : Optional.empty();
  }

  /** This catalogue without some objects and with others, which replace those of their number. */
  public Catalog with(Set<Long> removed, List<? extends CatalogObject> added) {
    Map<Long, CatalogObject> objects = new HashMap<>(byId);
    removed.forEach(objects::remove);
    added.forEach(object -> objects.put(object.id(), object));
    return new Catalog(objects.values());
  }

  public Optional<Database> database(String name) {
    return Optional.ofNullable((Database) byName.get(new Name("database", 0, name)));
  }

  public Optional<Schema> schema(long databaseId, String name) {
    return Optional.ofNullable((Schema) byName.get(new Name("schema", databaseId, name)));
  }

  public Optional<Relation> relation(long schemaId, String name) {
    return Optional.ofNullable((Relation) byName.get(new Name("relation", schemaId, name)));
  }

  public Optional<Role> role(String name) {
    return Optional.ofNullable((Role) byName.get(new Name("role", 0, name)));
  }

  /** The object of that number, or null. */
  public CatalogObject byId(long id) {
    return byId.get(id);
  }

  public List<Database> databases() {
    return all(Database.class);
  }

  public List<Schema> schemas(long databaseId) {
    return all(Schema.class).stream().filter(s -> s.databaseId() == databaseId).toList();
  }

  public List<Relation> relations(long schemaId) {
    return all(Relation.class).stream().filter(r -> r.schemaId() == schemaId).toList();
  }

  public List<Role> roles() {
    return all(Role.class);
  }

  public List<Grant> grants() {
    return all(Grant.class);
  }

  /** Of one class, oldest first. */
  private <T extends CatalogObject> List<T> all(Class<T> type) {
    return byId.values().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .sorted(Comparator.comparingLong(CatalogObject::id))
        .toList();
  }

  /** The full name of a relation, for messages. */
  public String fullName(Relation relation) {
    Schema schema = (Schema) byId.get(relation.schemaId());
    Database database = (Database) byId.get(schema.databaseId());
    return database.name() + "." + schema.name() + "." + relation.name();
  }

  /** The table with that number, if it is there. */
  public Optional<Table> table(long id) {
    return byId.get(id) instanceof Table table ? Optional.of(table) : Optional.empty();
  }
}
