package dev.datamigration.local.sqlserver.catalogue;

import dev.datamigration.local.sqlserver.syntax.Query;
import java.util.List;

/** Something in a schema that a query can name. */
public sealed interface DatabaseObject {
  int id();

  String schema();

  String name();

  /** A table; its columns and indexes in the order of their ids. */
  record Table(
      int id,
      String schema,
      String name,
      List<ColumnDefinition> columns,
      List<IndexDefinition> indexes)
      implements DatabaseObject {
    /** Its name in H2. */
    public String stored() {
      return "T" + id;
    }

    public Table with(List<ColumnDefinition> others, List<IndexDefinition> otherIndexes) {
      return new Table(id, schema, name, others, otherIndexes);
    }

    /** Null if there is none; names are compared without case. */
    public ColumnDefinition column(String wanted) {
      return columns.stream()
          .filter(each -> each.name().equalsIgnoreCase(wanted))
          .findFirst()
          .orElse(null);
    }
  }

  /** A view: its query is put where its name stands. */
  record View(
      int id, String schema, String name, List<ColumnDefinition> columns, Query query)
      implements DatabaseObject {}

  /** A synonym; the target in parts and as written. */
  record Synonym(int id, String schema, String name, List<String> target, String written)
      implements DatabaseObject {}
}
