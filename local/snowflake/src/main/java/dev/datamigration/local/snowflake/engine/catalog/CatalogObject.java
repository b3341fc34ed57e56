package dev.datamigration.local.snowflake.engine.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.List;

/**
 * What the catalogue holds. Names are exact. A table lies in DuckDB under its number, its columns
 * under theirs: so case counts, every name is possible, and to rename or swap touches no data.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CatalogObject.Database.class, name = "database"),
  @JsonSubTypes.Type(value = CatalogObject.Schema.class, name = "schema"),
  @JsonSubTypes.Type(value = CatalogObject.Table.class, name = "table"),
  @JsonSubTypes.Type(value = CatalogObject.View.class, name = "view"),
  @JsonSubTypes.Type(value = CatalogObject.Role.class, name = "role"),
  @JsonSubTypes.Type(value = CatalogObject.Grant.class, name = "grant")
})
public sealed interface CatalogObject {
  /** Unique and never used again. */
  long id();

  /** Milliseconds since 1970, different for any two objects. */
  long created();

  /** A database. */
  record Database(long id, long created, String name) implements CatalogObject {}

  /** A schema. */
  record Schema(long id, long created, long databaseId, String name) implements CatalogObject {}

  /** What a query may name. */
  sealed interface Relation extends CatalogObject {
    /** The schema it lies in. */
    long schemaId();

    /** Exact. */
    String name();
  }

  /**
   * A table.
   *
   * @param comment null for none
   */
  record Table(
      long id,
      long created,
      long schemaId,
      String name,
      boolean transientTable,
      List<Column> columns,
      String comment)
      implements Relation {
    public Table {
      columns = List.copyOf(columns);
    }

    /** Its name in DuckDB. */
    public String physical() {
      return "main.t" + id;
    }

    /** The column of that exact name, or null. */
    public Column column(String column) {
      return columns.stream().filter(c -> c.name().equals(column)).findFirst().orElse(null);
    }

    /** This table with other columns. */
    public Table withColumns(List<Column> others) {
      return new Table(id, created, schemaId, name, transientTable, others, comment);
    }

    /** This table under another name. */
    public Table renamed(long schema, String newName) {
      return new Table(id, created, schema, newName, transientTable, columns, comment);
    }
  }

  /**
   * A column of a table.
   *
   * @param id its number in DuckDB
   * @param defaultText as written; null for none
   * @param sequence the DuckDB sequence of an IDENTITY column; null for others
   * @param comment null for none
   */
  record Column(
      long id,
      String name,
      SnowType type,
      boolean notNull,
      String defaultText,
      String sequence,
      boolean key,
      String comment) {
    /** Its name in DuckDB. */
    public String physical() {
      return "c" + id;
    }
  }

  /**
   * A view.
   *
   * @param text of its query
   * @param database current when it was made; null for none
   * @param schema current when it was made; null for none
   */
  record View(
      long id,
      long created,
      long schemaId,
      String name,
      String text,
      String database,
      String schema,
      List<ViewColumn> columns)
      implements Relation {
    public View {
      columns = List.copyOf(columns);
    }
  }

  /** A column of a view. */
  record ViewColumn(String name, SnowType type) {}

  /** A role. */
  record Role(long id, long created, String name) implements CatalogObject {}

  /**
   * A grant, recorded and not enforced.
   *
   * @param on the kind of object, or ROLE for a role granted to another
   * @param object its name; empty for the account
   */
  record Grant(
      long id, long created, String privilege, String on, String object, String to, String grantee)
      implements CatalogObject {}
}
