package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Column;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Database;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Relation;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Schema;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.View;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.ViewColumn;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.stage.StageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Runs SHOW and DESCRIBE, with the columns people look at. */
final class ShowStatements {
  private final SessionContext session;

  ShowStatements(SessionContext session) {
    this.session = session;
  }

  StatementResult show(Statement.Show show) {
    if (show.kind().equals("LOCKS")) {
      return locks();
    }
    Pattern like = like(show.like());
    List<List<String>> rows = new ArrayList<>();
    List<String> columns =
        switch (show.kind()) {
          case "DATABASES" -> {
            for (Database database : session.catalog().databases()) {
              String current = database.name().equals(session.identity().database()) ? "Y" : "N";
              rows.add(row(created(database), database.name(), current, "SYSADMIN"));
            }
            yield List.of("created_on", "name", "is_current", "owner");
          }
          case "SCHEMAS" -> {
            for (Schema schema : schemas(show)) {
              rows.add(row(created(schema), schema.name(), database(schema).name(), "SYSADMIN"));
            }
            yield List.of("created_on", "name", "database_name", "owner");
          }
          case "TABLES", "VIEWS" -> relations(show, rows);
          case "STAGES" -> stages(show, rows);
          case "ROLES" -> {
            session.catalog().roles().forEach(r -> rows.add(row(created(r), r.name())));
            yield List.of("created_on", "name");
          }
          case "GRANTS" -> grants(show, rows);
          case "COLUMNS" -> columns(show, rows);
          default -> {
            session
                .settings()
                .all()
                .forEach((name, value) -> rows.add(row(name, name, String.valueOf(value))));
            yield List.of("key", "name", "value");
          }
        };
    int name = columns.indexOf(show.kind().equals("COLUMNS") ? "column_name" : "name");
    rows.removeIf(row -> !like.matcher(row.get(name)).matches());
    return Results.texts(Results.SHOW, columns, rows);
  }

  /** The user's own: IN ACCOUNT is for account administrators, whom there are none of. */
  private StatementResult locks() {
    List<List<String>> rows = new ArrayList<>();
    for (OpenTransactions.TransactionLock held :
        session.openTransactions().locks(session.identity().user())) {
      session
          .catalog()
          .table(held.lock().table())
          .ifPresent(
              table ->
                  rows.add(
                      row(
                          session.catalog().fullName(table),
                          "PARTITIONS",
                          Long.toString(held.transaction()),
                          held.lock().holding() ? "HOLDING" : "WAITING")));
    }
    return Results.texts(Results.SHOW, List.of("resource", "type", "transaction", "status"), rows);
  }

  private static List<String> row(String... cells) {
    return Arrays.asList(cells);
  }

  private static String created(CatalogObject object) {
    return Instant.ofEpochMilli(object.created()).toString();
  }

  private static Pattern like(String pattern) {
    if (pattern == null) {
      return Pattern.compile(".*", Pattern.DOTALL);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  private Database database(Schema schema) {
    return (Database) session.catalog().byId(schema.databaseId());
  }

  /** The schemas that SHOW … IN names, or those of the session. */
  private List<Schema> schemas(Statement.Show show) {
    Catalog catalog = session.catalog();
    if ("DATABASE".equals(show.scope())) {
      return catalog.schemas(session.names().database(String.join(".", show.in())).id());
    }
    if ("SCHEMA".equals(show.scope())) {
      return List.of(session.names().schema(show.in()));
    }
    String database = session.identity().database();
    if (show.scope() != null || database == null) {
      return catalog.databases().stream().flatMap(d -> catalog.schemas(d.id()).stream()).toList();
    }
    String schema = session.identity().schema();
    return show.kind().equals("SCHEMAS") || schema == null
        ? catalog.schemas(session.names().database(database).id())
        : List.of(session.names().schema(database, schema));
  }

  private List<String> relations(Statement.Show show, List<List<String>> rows) {
    boolean tables = show.kind().equals("TABLES");
    for (Schema schema : schemas(show)) {
      for (Relation relation : session.catalog().relations(schema.id())) {
        if (tables == relation instanceof Table) {
          String last =
              relation instanceof View view
                  ? view.text()
                  : ((Table) relation).transientTable() ? "TRANSIENT" : "TABLE";
          rows.add(
              row(
                  created(relation),
                  relation.name(),
                  database(schema).name(),
                  schema.name(),
                  last,
                  "SYSADMIN"));
        }
      }
    }
    return List.of(
        "created_on", "name", "database_name", "schema_name", tables ? "kind" : "text", "owner");
  }

  private List<String> stages(Statement.Show show, List<List<String>> rows) {
    for (Schema schema : schemas(show)) {
      for (StageName stage : session.stages().stages(database(schema).name(), schema.name())) {
        rows.add(row(stage.name(), stage.database(), stage.schema(), "INTERNAL"));
      }
    }
    return List.of("name", "database_name", "schema_name", "type");
  }

  private List<String> grants(Statement.Show show, List<List<String>> rows) {
    String role = String.join(".", show.in());
    session.catalog().grants().stream()
        .filter(grant -> grant.to().equals("ROLE") && grant.grantee().equals(role))
        .forEach(
            grant ->
                rows.add(
                    row(
                        created(grant),
                        grant.privilege(),
                        grant.on(),
                        grant.object(),
                        grant.grantee())));
    return List.of("created_on", "privilege", "granted_on", "name", "grantee_name");
  }

  private List<String> columns(Statement.Show show, List<List<String>> rows) {
    if (!"TABLE".equals(show.scope())) {
      throw SqlErrors.unsupported("SHOW COLUMNS without IN TABLE");
    }
    Relation relation = session.names().relation(show.in());
    for (Column column : columnsOf(relation)) {
      rows.add(
          row(
              relation.name(),
              column.name(),
              column.type().display(),
              Boolean.toString(!column.notNull()),
              column.defaultText()));
    }
    return List.of("table_name", "column_name", "data_type", "null?", "default");
  }

  private static List<Column> columnsOf(Relation relation) {
    if (relation instanceof Table table) {
      return table.columns();
    }
    List<Column> columns = new ArrayList<>();
    for (ViewColumn column : ((View) relation).columns()) {
      columns.add(new Column(0, column.name(), column.type(), false, null, null, false, null));
    }
    return columns;
  }

  StatementResult describe(Statement.Describe describe) {
    Relation relation = session.names().relation(describe.name());
    List<List<String>> rows = new ArrayList<>();
    for (Column column : columnsOf(relation)) {
      rows.add(
          row(
              column.name(),
              column.type().display(),
              "COLUMN",
              column.notNull() ? "N" : "Y",
              column.defaultText(),
              column.key() ? "Y" : "N",
              "N",
              null,
              null,
              column.comment()));
    }
    return Results.texts(
        Results.DESCRIBE,
        List.of(
            "name",
            "type",
            "kind",
            "null?",
            "default",
            "primary key",
            "unique key",
            "check",
            "expression",
            "comment"),
        rows);
  }
}
