package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Column;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Database;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Relation;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Schema;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.View;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.ViewColumn;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** INFORMATION_SCHEMA of a database: docs.snowflake.com/en/sql-reference/info-schema. */
final class InformationSchema {
  private static final String NAME = InformationSchemaName.VALUE;

  private static final SnowType COUNT = SnowType.number(9, 0);
  private static final SnowType TIME = SnowType.temporal(Kind.TIMESTAMP_LTZ, 3);

  private final Catalog catalog;
  private final Database database;
  private final List<QueryColumn> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private InformationSchema(Catalog catalog, Database database) {
    this.catalog = catalog;
    this.database = database;
  }

  static BoundRelation relation(
      Names names, Names.Qualified name, List<String> qualifiers, String alias) {
    InformationSchema schema =
        new InformationSchema(names.catalog(), names.database(name.database()));
    switch (name.name()) {
      case "TABLES" -> schema.tables();
      case "COLUMNS" -> schema.columns();
      case "SCHEMATA" -> schema.schemata();
      case "DATABASES" -> schema.databases();
      case "VIEWS" -> schema.views();
      default -> throw SqlErrors.missingObject(name.toString());
    }
    return schema.bind(qualifiers, alias);
  }

  private void column(String name, SnowType type) {
    columns.add(new QueryColumn(name, type));
  }

  private void text(String... names) {
    for (String name : names) {
      column(name, SnowType.VARCHAR);
    }
  }

  private void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(cell -> cell == null ? null : cell.toString()).toList());
  }

  private static String seconds(CatalogObject object) {
    return BigDecimal.valueOf(object.created(), 3).toPlainString();
  }

  private BoundRelation bind(List<String> qualifiers, String alias) {
    List<BoundColumn> bound = new ArrayList<>();
    List<String> casts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      QueryColumn column = columns.get(i);
      names.add("c" + (i + 1));
      casts.add("c" + (i + 1) + "::" + column.type().physical() + " AS c" + (i + 1));
      bound.add(new BoundColumn(column.name(), alias + ".c" + (i + 1), column.type()));
    }
    String none = columns.stream().map(c -> "NULL::VARCHAR").collect(Collectors.joining(", "));
    String values =
        rows.isEmpty()
            ? "(" + none + ")"
            : rows.stream().map(InformationSchema::tuple).collect(Collectors.joining(", "));
    String sql =
        "(SELECT "
            + String.join(", ", casts)
            + " FROM (VALUES "
            + values
            + ") AS v("
            + String.join(", ", names)
            + ")"
            + (rows.isEmpty() ? " WHERE FALSE" : "")
            + ") AS "
            + alias;
    return new BoundRelation(qualifiers, sql, bound);
  }

  private static String tuple(List<String> row) {
    return row.stream()
        .map(cell -> cell == null ? "NULL::VARCHAR" : Typed.literal(cell))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private void tables() {
    text(
        "TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_OWNER", "TABLE_TYPE", "IS_TRANSIENT");
    column("CREATED", TIME);
    column("LAST_ALTERED", TIME);
    text("COMMENT");
    for (Schema schema : catalog.schemas(database.id())) {
      for (Relation relation : catalog.relations(schema.id())) {
        boolean table = relation instanceof Table;
        row(
            database.name(),
            schema.name(),
            relation.name(),
            "SYSADMIN",
            table ? "BASE TABLE" : "VIEW",
            relation instanceof Table t && t.transientTable() ? "YES" : "NO",
            seconds(relation),
            seconds(relation),
            relation instanceof Table t ? t.comment() : null);
      }
    }
  }

  private void columns() {
    text("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "COLUMN_NAME");
    column("ORDINAL_POSITION", COUNT);
    text("COLUMN_DEFAULT", "IS_NULLABLE", "DATA_TYPE");
    column("CHARACTER_MAXIMUM_LENGTH", COUNT);
    column("CHARACTER_OCTET_LENGTH", COUNT);
    column("NUMERIC_PRECISION", COUNT);
    column("NUMERIC_PRECISION_RADIX", COUNT);
    column("NUMERIC_SCALE", COUNT);
    column("DATETIME_PRECISION", COUNT);
    text("IS_IDENTITY", "COMMENT");
    for (Schema schema : catalog.schemas(database.id())) {
      for (Relation relation : catalog.relations(schema.id())) {
        int ordinal = 0;
        if (relation instanceof Table table) {
          for (Column column : table.columns()) {
            columnRow(schema, relation, column, ++ordinal);
          }
        } else if (relation instanceof View view) {
          for (ViewColumn column : view.columns()) {
            columnRow(
                schema,
                relation,
                new Column(0, column.name(), column.type(), false, null, null, false, null),
                ++ordinal);
          }
        }
      }
    }
  }

  private void columnRow(Schema schema, Relation relation, Column column, int ordinal) {
    SnowType type = column.type();
    boolean number = type.kind() == Kind.NUMBER;
    boolean text = type.kind() == Kind.VARCHAR || type.kind() == Kind.NULL;
    boolean time = type.isTimestamp() || type.kind() == Kind.TIME;
    Long octets =
        text
            ? Long.valueOf(Math.min(4L * type.length(), SnowType.DEFAULT_VARCHAR))
            : type.kind() == Kind.BINARY ? Long.valueOf(type.length()) : null;
    row(
        database.name(),
        schema.name(),
        relation.name(),
        column.name(),
        ordinal,
        column.defaultText(),
        column.notNull() ? "NO" : "YES",
        type.catalogName(),
        text ? Integer.valueOf(type.length()) : null,
        octets,
        number ? Integer.valueOf(type.precision()) : null,
        number ? Integer.valueOf(10) : null,
        number ? Integer.valueOf(type.scale()) : null,
        time ? Integer.valueOf(type.scale()) : null,
        column.sequence() == null ? "NO" : "YES",
        column.comment());
  }

  private void schemata() {
    text("CATALOG_NAME", "SCHEMA_NAME", "SCHEMA_OWNER", "IS_TRANSIENT");
    column("CREATED", TIME);
    row(database.name(), NAME, null, "NO", seconds(database));
    for (Schema schema : catalog.schemas(database.id())) {
      row(database.name(), schema.name(), "SYSADMIN", "NO", seconds(schema));
    }
  }

  private void databases() {
    text("DATABASE_NAME", "DATABASE_OWNER", "IS_TRANSIENT");
    column("CREATED", TIME);
    for (Database each : catalog.databases()) {
      row(each.name(), "SYSADMIN", "NO", seconds(each));
    }
  }

  private void views() {
    text("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_OWNER", "VIEW_DEFINITION");
    column("CREATED", TIME);
    for (Schema schema : catalog.schemas(database.id())) {
      for (Relation relation : catalog.relations(schema.id())) {
        if (relation instanceof View view) {
          row(database.name(), schema.name(), view.name(), "SYSADMIN", view.text(), seconds(view));
        }
      }
    }
  }
}
