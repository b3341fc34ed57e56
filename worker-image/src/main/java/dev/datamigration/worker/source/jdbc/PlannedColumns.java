package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.planning.SourceColumn;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table's columns as they are now, held against its plan. */
public final class PlannedColumns {
  private final TableExtraction table;
  private final Map<String, SourceColumn> now;

  public PlannedColumns(TableExtraction table, List<SourceColumn> now) {
    this.table = table;
    this.now = now.stream().collect(Collectors.toMap(SourceColumn::name, Function.identity()));
  }

  /**
   * The column of this name.
   *
   * @throws DmwException {@code DMW-340} if it is gone
   */
  public SourceColumn named(String name) {
    SourceColumn found = now.get(name);
    if (found == null) {
      throw changed(name, "is gone");
    }
    return found;
  }

  /**
   * The column as it is, provided that it can be read as planned: into text, or with the type it
   * had.
   *
   * @throws DmwException {@code DMW-340} if it cannot
   */
  public SourceColumn asPlanned(ColumnPlan column) {
    SourceColumn found = named(column.sourceName());
    boolean same =
        column.encoding() == ColumnEncoding.STRING
            || found.declaredType().equals(column.sourceType());
    if (!same) {
      throw typeChanged(column);
    }
    return found;
  }

  /** The error for a column that is there and cannot be read as planned. */
  public DmwException typeChanged(ColumnPlan column) {
    return changed(
        column.sourceName(),
        "was " + column.sourceType() + " and is " + named(column.sourceName()).declaredType());
  }

  private DmwException changed(String column, String what) {
    return new DmwException(
        SourceErrorCode.TABLE_CHANGED,
        "Column \""
            + column
            + "\" of "
            + table.source().display()
            + " "
            + what
            + " since the table was planned.",
        "It is not tried again. Run the workflow anew, so that the table is planned as it is now.");
  }
}
