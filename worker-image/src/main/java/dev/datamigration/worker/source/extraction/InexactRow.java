package dev.datamigration.worker.source.extraction;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.worker.parquet.RowSink;
import dev.datamigration.worker.source.SourceErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Tells which value of which row could not be kept exactly. */
public final class InexactRow {
  /** Columns shown of a table that is not divided by a key. */
  private static final int FIRST_COLUMNS = 2;

  private InexactRow() {}

  /** Puts one column of the row in question. */
  @FunctionalInterface
  public interface ColumnValue {
    void put(int column, RowSink sink);
  }

  /**
   * The error that names the row and the column.
   *
   * @param rowNumber of the partition, from 1
   * @param values of the row
   */
  public static DmwException error(
      TableExtraction table, InexactValueException inexact, long rowNumber, ColumnValue values) {
    ColumnPlan column = table.columns().get(inexact.column());
    return new DmwException(
        SourceErrorCode.VALUE_NOT_EXACT,
        "Column \""
            + column.sourceName()
            + "\" of "
            + table.source().display()
            + " holds a value that "
            + inexact.getMessage()
            + ", so that "
            + column.targetType()
            + " cannot keep it, in the row with "
            + key(table, values)
            + " (row "
            + rowNumber
            + " of the partition).",
        "It is not tried again. In columnTypeMappings, map the type "
            + column.sourceType()
            + (column.targetType().startsWith("VARCHAR")
                ? " to VARCHAR(n) with an n above 16777216, at most 134217728"
                : " to VARCHAR or a wider type")
            + ", leave the row out with whereClauseCriteria, or the column with excludeSourceColumns.");
  }

  private static String key(TableExtraction table, ColumnValue values) {
    List<ColumnPlan> columns = table.columns();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      boolean wanted =
          table.keyColumns().isEmpty()
              ? i < FIRST_COLUMNS
              : table.keyColumns().contains(columns.get(i).sourceName());
      if (wanted) {
        shown.add("\"" + columns.get(i).sourceName() + "\" = " + text(columns, i, values));
      }
    }
    return shown.isEmpty() ? "a key that is not migrated" : String.join(", ", shown);
  }

  private static String text(List<ColumnPlan> columns, int column, ColumnValue values) {
    TextSink text = new TextSink(columns);
    try {
      values.put(column, text);
      return text.text();
    } catch (InexactValueException e) {
      return "a value that " + e.getMessage();
    }
  }
}
