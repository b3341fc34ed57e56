package dev.datamigration.model.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncState;
import java.util.List;

/** What a worker is asked to do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskWork.Plan.class, name = "plan"),
  @JsonSubTypes.Type(value = TaskWork.Extract.class, name = "extract"),
  @JsonSubTypes.Type(value = TaskWork.Unreadable.class, name = "unreadable")
})
public sealed interface TaskWork {
  /**
   * Introspect a table and divide it into partitions.
   *
   * @param table the effective configuration: merged with the workflow's default and validated
   * @param since what the last run of this source and target left; null if nothing is known
   */
  record Plan(TableConfiguration table, SyncState since) implements TaskWork {}

  /**
   * Read one partition and stage it.
   *
   * @param table what all partitions of the table share
   * @param stagePath where the files go, relative to the stage's root, this attempt's own, ending
   *     in {@code /}
   */
  record Extract(TableExtraction table, Partition partition, String stagePath)
      implements TaskWork {}

  /**
   * An assignment that this worker cannot read; it is reported as failed.
   *
   * @param failure says why
   */
  record Unreadable(Failure failure) implements TaskWork {}

  /**
   * What all extractions of a table share.
   *
   * @param whereClause a condition in the source's dialect; null for all rows
   * @param objectModifier appended to the table's name in FROM, for example {@code WITH (NOLOCK)};
   *     null for none
   * @param selectModifier put after SELECT; null for none
   */
  record TableExtraction(
      QualifiedName source,
      List<ColumnPlan> columns,
      List<String> keyColumns,
      String whereClause,
      String objectModifier,
      String selectModifier) {
    public TableExtraction {
      columns = List.copyOf(columns);
      keyColumns = List.copyOf(keyColumns);
    }
  }
}
