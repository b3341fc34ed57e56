package dev.datamigration.ledger.load;

import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.util.List;

/**
 * One COPY INTO to run.
 *
 * @param epoch the load may be marked only under this epoch and attempt
 * @param targetIdentity of the table that was prepared; no other of that name is loaded
 * @param stageFolder relative to the stage's root, ending in a slash; every file lies under it
 * @param files 1 to 1,000
 */
public record LoadRequest(
    String loadId,
    long epoch,
    int attempt,
    String workflowId,
    String tableId,
    QualifiedName target,
    String targetIdentity,
    List<ColumnPlan> columns,
    String stageFolder,
    List<StagedFile> files) {
  /** The longest FILES list Snowflake takes. */
  public static final int MAX_FILES = 1_000;

  public LoadRequest {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
    if (files.isEmpty() || files.size() > MAX_FILES) {
      throw new IllegalArgumentException("a load has 1 to 1,000 files, not " + files.size());
    }
  }

  /** Rows the workers reported. */
  public long expectedRows() {
    return files.stream().mapToLong(StagedFile::rows).sum();
  }
}
