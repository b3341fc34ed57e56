package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogChange;
import dev.datamigration.local.snowflake.engine.catalog.CatalogChange.Step;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Database;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Role;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Schema;
import dev.datamigration.local.snowflake.engine.catalog.CatalogStore;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.engine.syntax.Statement.ObjectKind;
import dev.datamigration.local.snowflake.engine.translate.InformationSchemaName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides what CREATE and DROP of databases, schemas and roles do. */
final class NamespaceDdl {
  private final CatalogStore store;

  NamespaceDdl(CatalogStore store) {
    this.store = store;
  }

  CatalogChange create(Statement.CreateNamed create, Names names) {
    String name = create.name().get(create.name().size() - 1);
    Optional<? extends CatalogObject> existing = find(create.kind(), create.name(), names);
    if (existing.isPresent() && create.ifNotExists()) {
      return CatalogChange.none(name + " already exists, statement succeeded.");
    }
    if (existing.isPresent() && !create.orReplace()) {
      throw SqlErrors.exists(String.join(".", create.name()));
    }
    List<Step> steps = new ArrayList<>();
    Set<Long> removed = new HashSet<>();
    existing.ifPresent(object -> remove(object, names.catalog(), steps, removed));
    return new CatalogChange(
        steps, removed, objects(create, name, names), removed, created(create.kind(), name));
  }

  private static String created(ObjectKind kind, String name) {
    String word = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    return word + " " + name + " successfully created.";
  }

  private List<CatalogObject> objects(Statement.CreateNamed create, String name, Names names) {
    return switch (create.kind()) {
      case DATABASE -> {
        Database database = new Database(store.nextId(), store.nextCreated(), name);
        yield List.of(
            database, new Schema(store.nextId(), store.nextCreated(), database.id(), "PUBLIC"));
      }
      case SCHEMA ->
          List.of(
              new Schema(
                  store.nextId(), store.nextCreated(), parent(create.name(), names).id(), name));
      default -> List.of(new Role(store.nextId(), store.nextCreated(), name));
    };
  }

  private static Database parent(List<String> schema, Names names) {
    String database = schema.size() == 2 ? schema.get(0) : names.identity().database();
    if (database == null) {
      throw SqlErrors.noCurrent("database");
    }
    return names.database(database);
  }

  private static Optional<? extends CatalogObject> find(
      ObjectKind kind, List<String> name, Names names) {
    int parts = kind == ObjectKind.SCHEMA ? 2 : 1;
    if (name.size() > parts) {
      throw SqlErrors.syntax(
          "not the name of a "
              + kind.name().toLowerCase(Locale.ROOT)
              + ": "
              + String.join(".", name));
    }
    String last = name.get(name.size() - 1);
    return switch (kind) {
      case DATABASE -> names.catalog().database(last);
      case SCHEMA -> {
        if (last.equals(InformationSchemaName.VALUE)) {
          throw SqlErrors.exists(last);
        }
        yield names.catalog().schema(parent(name, names).id(), last);
      }
      default -> names.catalog().role(last);
    };
  }

  CatalogChange drop(Statement.Drop drop, Names names) {
    String name = drop.name().get(drop.name().size() - 1);
    Optional<? extends CatalogObject> found = found(drop, names);
    if (found.isEmpty()) {
      if (drop.ifExists()) {
        return CatalogChange.none(
            "Drop statement executed successfully (" + name + " already dropped).");
      }
      String kind = drop.kind().name();
      throw SqlErrors.missing(
          kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT),
          String.join(".", drop.name()));
    }
    List<Step> steps = new ArrayList<>();
    Set<Long> removed = new HashSet<>();
    remove(found.get(), names.catalog(), steps, removed);
    return new CatalogChange(steps, removed, List.of(), removed, name + " successfully dropped.");
  }

  private static Optional<? extends CatalogObject> found(Statement.Drop drop, Names names) {
    if (drop.kind() == ObjectKind.SCHEMA
        && drop.ifExists()
        && drop.name().size() == 2
        && names.catalog().database(drop.name().get(0)).isEmpty()) {
      return Optional.empty();
    }
    return find(drop.kind(), drop.name(), names);
  }

  private static void remove(
      CatalogObject object, Catalog catalog, List<Step> steps, Set<Long> removed) {
    removed.add(object.id());
    if (object instanceof Database database) {
      catalog
          .schemas(database.id())
          .forEach(schema -> TableDdl.dropSchema(catalog, schema, steps, removed));
    } else if (object instanceof Schema schema) {
      TableDdl.dropSchema(catalog, schema, steps, removed);
    } else if (object instanceof Role role) {
      catalog.grants().stream()
          .filter(grant -> grant.grantee().equals(role.name()))
          .forEach(grant -> removed.add(grant.id()));
    }
  }
}
