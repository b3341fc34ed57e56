package dev.datamigration.worker.source.planning;

/**
 * A column that divides a table.
 *
 * @param name the exact identifier
 * @param typeName the catalogue's own name of its type
 * @param collation how to name its collation in SQL, or null
 */
public record KeyColumn(
    String name, KeyKind kind, String typeName, String collation, boolean nullable) {
  /** A column whose values are of this kind. */
  static KeyColumn of(SourceColumn column, KeyKind kind) {
    return new KeyColumn(
        column.name(), kind, column.typeName(), column.collation(), column.nullable());
  }
}
