package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.QualifiedName;

/**
 * Rows of a table.
 *
 * @param condition in the source's dialect, or null for all rows
 * @param objectModifier put after the table's name, or null
 * @param selectModifier put after SELECT, or null
 */
public record RowSelection(
    QualifiedName table, String condition, String objectModifier, String selectModifier) {
  /**
   * Those of the rows that also meet another condition.
   *
   * @param other null for none
   */
  public RowSelection and(String other) {
    return new RowSelection(table, both(condition, other), objectModifier, selectModifier);
  }

  /** The table's rows that meet this condition instead. */
  RowSelection only(String other) {
    return new RowSelection(table, other, objectModifier, selectModifier);
  }

  /** A user's condition stands on lines of its own: it may end in a comment. */
  private static String both(String a, String b) {
    return a == null || b == null ? (a == null ? b : a) : "(\n" + a + "\n) AND (" + b + ")";
  }
}
