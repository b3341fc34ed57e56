package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogChange;
import dev.datamigration.local.snowflake.engine.catalog.CatalogChange.Step;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Column;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Relation;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Schema;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.View;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.ViewColumn;
import dev.datamigration.local.snowflake.engine.catalog.CatalogStore;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.engine.syntax.Statement.ColumnDefinition;
import dev.datamigration.local.snowflake.engine.translate.QueryColumn;
import dev.datamigration.local.snowflake.engine.translate.QueryTranslator;
import dev.datamigration.local.snowflake.engine.translate.StoredQuery;
import dev.datamigration.local.snowflake.engine.translate.TranslatedQuery;
import dev.datamigration.local.snowflake.engine.translate.Translation;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what CREATE, DROP and TRUNCATE of tables and views do. */
final class TableDdl {
  private final CatalogStore store;

  TableDdl(CatalogStore store) {
    this.store = store;
  }

  CatalogChange create(Statement.CreateTable create, Names names, Translation translation) {
    Names.Qualified name = names.qualify(create.name());
    Schema schema = names.schema(name.database(), name.schema());
    Optional<Relation> existing = names.find(name);
    if (existing.isPresent() && create.ifNotExists()) {
      return CatalogChange.none(name.name() + " already exists, statement succeeded.");
    }
    if (existing.isPresent() && !create.orReplace()) {
      throw SqlErrors.exists(name.toString());
    }
    TranslatedQuery source =
        create.source() == null ? null : new QueryTranslator(translation).values(create.source());
    List<Step> steps = new ArrayList<>();
    Set<Long> removed = new HashSet<>();
    existing.ifPresent(relation -> drop(relation, steps, removed));
    List<Column> columns = columns(create, source, names, steps);
    Table table =
        new Table(
            store.nextId(),
            store.nextCreated(),
            schema.id(),
            name.name(),
            create.tableKind().equals("TRANSIENT"),
            columns,
            create.comment());
    steps.add(new Step(definition(table), List.of()));
    if (source != null) {
      steps.add(new Step(StoredQuery.insert(table, source, translation), translation.parameters()));
    }
    return new CatalogChange(
        steps, removed, List.of(table), removed, "Table " + name.name() + " successfully created.");
  }

  private List<Column> columns(
      Statement.CreateTable create, TranslatedQuery source, Names names, List<Step> steps) {
    if (!create.like().isEmpty()) {
      return names.table(create.like()).columns();
    }
    List<Column> columns = new ArrayList<>();
    if (create.columns().isEmpty()) {
      for (QueryColumn column : source.columns()) {
        columns.add(plain(column.name(), stored(column.type())));
      }
      return columns;
    }
    if (source != null && source.columns().size() != create.columns().size()) {
      throw SqlErrors.syntax("the columns of the table are not as many as those of the query");
    }
    for (int i = 0; i < create.columns().size(); i++) {
      ColumnDefinition definition = create.columns().get(i);
      SnowType type = definition.type();
      if (type == null) {
        if (source == null) {
          throw SqlErrors.syntax("column " + definition.name() + " has no type");
        }
        type = stored(source.columns().get(i).type());
      }
      columns.add(column(definition, type, steps));
    }
    return columns;
  }

  private static SnowType stored(SnowType type) {
    return type.kind() == SnowType.Kind.NULL ? SnowType.VARCHAR : type;
  }

  private Column plain(String name, SnowType type) {
    return new Column(store.nextId(), name, type, false, null, null, false, null);
  }

  Column column(ColumnDefinition definition, SnowType type, List<Step> steps) {
    String sequence = null;
    long id = store.nextId();
    if (definition.identity()) {
      sequence = "main.s" + id;
      steps.add(
          new Step(
              "CREATE SEQUENCE "
                  + sequence
                  + " START "
                  + definition.identityStart()
                  + " INCREMENT "
                  + definition.identityStep(),
              List.of()));
    }
    return new Column(
        id,
        definition.name(),
        type,
        definition.notNull(),
        definition.defaultText(),
        sequence,
        definition.primaryKey(),
        definition.comment());
  }

  static String definition(Table table) {
    return "CREATE TABLE "
        + table.physical()
        + " ("
        + table.columns().stream()
            .map(
                column ->
                    column.physical()
                        + " "
                        + column.type().physical()
                        + (column.notNull() ? " NOT NULL" : ""))
            .collect(Collectors.joining(", "))
        + ")";
  }

  /** What must be done so that a table or view is gone. */
  static void drop(Relation relation, List<Step> steps, Set<Long> removed) {
    removed.add(relation.id());
    if (relation instanceof Table table) {
      steps.add(new Step("DROP TABLE " + table.physical(), List.of()));
      steps.add(new Step("DELETE FROM main.load_memory WHERE table_id = " + table.id(), List.of()));
    }
  }

  CatalogChange createView(Statement.CreateView create, Names names, Translation translation) {
    Names.Qualified name = names.qualify(create.name());
    Schema schema = names.schema(name.database(), name.schema());
    Optional<Relation> existing = names.find(name);
    if (existing.isPresent() && create.ifNotExists()) {
      return CatalogChange.none(name.name() + " already exists, statement succeeded.");
    }
    if (existing.isPresent() && (!create.orReplace() || existing.get() instanceof Table)) {
      throw SqlErrors.exists(name.toString());
    }
    TranslatedQuery query = new QueryTranslator(translation).values(create.query());
    if (!create.columns().isEmpty() && create.columns().size() != query.columns().size()) {
      throw SqlErrors.syntax("the columns of the view are not as many as those of its query");
    }
    List<ViewColumn> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < query.columns().size(); i++) {
      QueryColumn column = query.columns().get(i);
      String columnName = create.columns().isEmpty() ? column.name() : create.columns().get(i);
      if (!seen.add(columnName)) {
        throw SqlErrors.syntax("duplicate column name '" + columnName + "'");
      }
      columns.add(new ViewColumn(columnName, stored(column.type())));
    }
    View view =
        new View(
            store.nextId(),
            store.nextCreated(),
            schema.id(),
            name.name(),
            create.text(),
            names.identity().database(),
            names.identity().schema(),
            columns);
    return new CatalogChange(
        List.of(),
        existing.map(CatalogObject::id).map(Set::of).orElse(Set.of()),
        List.of(view),
        Set.of(),
        "View " + name.name() + " successfully created.");
  }

  CatalogChange drop(Statement.Drop drop, Names names) {
    Names.Qualified name = names.qualify(drop.name());
    boolean table = drop.kind() == Statement.ObjectKind.TABLE;
    Optional<Relation> found =
        names.find(name).filter(relation -> table == relation instanceof Table);
    if (found.isEmpty()) {
      if (drop.ifExists()) {
        return CatalogChange.none(
            "Drop statement executed successfully (" + name.name() + " already dropped).");
      }
      throw SqlErrors.missingObject(name.toString());
    }
    List<Step> steps = new ArrayList<>();
    Set<Long> removed = new HashSet<>();
    drop(found.get(), steps, removed);
    return new CatalogChange(
        steps, removed, List.of(), removed, name.name() + " successfully dropped.");
  }

  CatalogChange truncate(Statement.Truncate truncate, Names names) {
    Names.Qualified name = names.qualify(truncate.table());
    Optional<Relation> found = names.find(name).filter(Table.class::isInstance);
    if (found.isEmpty() && truncate.ifExists()) {
      return CatalogChange.none("Statement executed successfully.");
    }
    Table table = names.table(truncate.table());
    return new CatalogChange(
        List.of(
            new Step("DELETE FROM " + table.physical(), List.of()),
            new Step("DELETE FROM main.load_memory WHERE table_id = " + table.id(), List.of())),
        Set.of(),
        List.of(),
        Set.of(table.id()),
        "Statement executed successfully.");
  }

  /** The tables of a schema, to be dropped with it. */
  static void dropSchema(Catalog catalog, Schema schema, List<Step> steps, Set<Long> removed) {
    removed.add(schema.id());
    catalog.relations(schema.id()).forEach(relation -> drop(relation, steps, removed));
  }
}
