package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.CatalogChange;
import dev.datamigration.local.snowflake.engine.catalog.CatalogChange.Step;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Column;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.engine.translate.DefaultValue;
import dev.datamigration.local.snowflake.engine.translate.Translation;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Decides what ALTER TABLE does. */
final class TableAlteration {
  private static final String DONE = "Statement executed successfully.";

  private final TableDdl tables;

  TableAlteration(TableDdl tables) {
    this.tables = tables;
  }

  CatalogChange decide(Statement.AlterTable alter, Names names, Translation translation) {
    if (alter.ifExists() && names.find(names.qualify(alter.name())).isEmpty()) {
      return CatalogChange.none(DONE);
    }
    Table table = names.table(alter.name());
    Statement.TableChange change = alter.change();
    if (change instanceof Statement.RenameTable rename) {
      return rename(table, rename.to(), names);
    } else if (change instanceof Statement.SwapWith swap) {
      Table other = names.table(swap.other());
      return new CatalogChange(
          List.of(),
          Set.of(),
          List.of(
              table.renamed(other.schemaId(), other.name()),
              other.renamed(table.schemaId(), table.name())),
          Set.of(table.id(), other.id()),
          DONE);
    } else if (change instanceof Statement.AddColumn add) {
      return add(table, add, translation);
    } else if (change instanceof Statement.DropColumn drop) {
      return drop(table, drop);
    } else if (change instanceof Statement.RenameColumn rename) {
      Column column = column(table, rename.column());
      if (table.column(rename.to()) != null) {
        throw columnExists(rename.to());
      }
      return replace(
          table,
          column,
          new Column(
              column.id(),
              rename.to(),
              column.type(),
              column.notNull(),
              column.defaultText(),
              column.sequence(),
              column.key(),
              column.comment()),
          List.of());
    } else if (change instanceof Statement.SetNotNull set) {
      Column column = column(table, set.column());
      return replace(
          table,
          column,
          with(column, column.type(), set.notNull()),
          List.of(
              "ALTER TABLE "
                  + table.physical()
                  + " ALTER COLUMN "
                  + column.physical()
                  + (set.notNull() ? " SET NOT NULL" : " DROP NOT NULL")));
    }
    return setType(table, (Statement.SetDataType) change);
  }

  private static Column column(Table table, String name) {
    Column column = table.column(name);
    if (column == null) {
      throw SqlErrors.invalidIdentifier(name);
    }
    return column;
  }

  private static SqlError columnExists(String name) {
    return new SqlError(
        1430, "42601", "SQL compilation error:\ncolumn '" + name + "' already exists");
  }

  private static CatalogChange rename(Table table, List<String> to, Names names) {
    Names.Qualified name = names.qualify(to);
    if (names.find(name).isPresent()) {
      throw SqlErrors.exists(name.toString());
    }
    long schema = names.schema(name.database(), name.schema()).id();
    return CatalogChange.add(DONE, table.renamed(schema, name.name()));
  }

  private CatalogChange add(Table table, Statement.AddColumn add, Translation translation) {
    if (table.column(add.column().name()) != null) {
      if (add.ifNotExists()) {
        return CatalogChange.none(DONE);
      }
      throw columnExists(add.column().name());
    }
    if (add.column().type() == null) {
      throw SqlErrors.syntax("column " + add.column().name() + " has no type");
    }
    if (add.column().notNull()) {
      throw SqlErrors.unsupported("ADD COLUMN with NOT NULL; SET NOT NULL afterwards");
    }
    List<Step> steps = new ArrayList<>();
    Column column = tables.column(add.column(), add.column().type(), steps);
    String alter = "ALTER TABLE " + table.physical();
    boolean hasDefault = column.defaultText() != null || column.sequence() != null;
    String definition = column.physical() + " " + column.type().physical();
    steps.add(
        new Step(
            alter
                + " ADD COLUMN "
                + definition
                + (hasDefault ? " DEFAULT " + DefaultValue.sql(table, column, translation) : ""),
            List.of()));
    if (hasDefault) {
      steps.add(
          new Step(alter + " ALTER COLUMN " + column.physical() + " DROP DEFAULT", List.of()));
    }
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(column);
    return new CatalogChange(
        steps, Set.of(), List.of(table.withColumns(columns)), Set.of(table.id()), DONE);
  }

  private static CatalogChange drop(Table table, Statement.DropColumn drop) {
    if (table.column(drop.column()) == null && drop.ifExists()) {
      return CatalogChange.none(DONE);
    }
    Column column = column(table, drop.column());
    List<Column> columns = new ArrayList<>(table.columns());
    columns.remove(column);
    return new CatalogChange(
        List.of(
            new Step(
                "ALTER TABLE " + table.physical() + " DROP COLUMN " + column.physical(),
                List.of())),
        Set.of(),
        List.of(table.withColumns(columns)),
        Set.of(table.id()),
        DONE);
  }

  /** Only a longer string or more digits before the point, as documented. */
  private static CatalogChange setType(Table table, Statement.SetDataType set) {
    Column column = column(table, set.column());
    SnowType from = column.type();
    SnowType to = set.type();
    boolean wider =
        from.kind() == to.kind()
            && from.scale() == to.scale()
            && to.precision() >= from.precision()
            && to.length() >= from.length();
    if (!wider) {
      throw new SqlError(
          2108,
          "22000",
          "SQL compilation error:\ncannot change column "
              + set.column()
              + " from type "
              + from.display()
              + " to "
              + to.display());
    }
    return replace(
        table,
        column,
        with(column, to, column.notNull()),
        from.physical().equals(to.physical())
            ? List.of()
            : List.of(
                "ALTER TABLE "
                    + table.physical()
                    + " ALTER COLUMN "
                    + column.physical()
                    + " TYPE "
                    + to.physical()));
  }

  private static Column with(Column column, SnowType type, boolean notNull) {
    return new Column(
        column.id(),
        column.name(),
        type,
        notNull,
        column.defaultText(),
        column.sequence(),
        column.key(),
        column.comment());
  }

  private static CatalogChange replace(
      Table table, Column old, Column replacement, List<String> steps) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.set(columns.indexOf(old), replacement);
    return new CatalogChange(
        steps.stream().map(sql -> new Step(sql, List.of())).toList(),
        Set.of(),
        List.of(table.withColumns(columns)),
        Set.of(table.id()),
        DONE);
  }
}
