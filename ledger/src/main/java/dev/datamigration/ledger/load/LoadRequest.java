package dev.datamigration.ledger.load;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.util.List;

/**
 * One COPY INTO to run.
 *
 * @param epoch the load may be marked only under this epoch and attempt
 * @param stagingTable the name, in the ledger's schema, of the table to load instead of the target;
 *     null to load the target itself
 * @param identity of the table that was prepared to be loaded; no other of that name is
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
    String stagingTable,
    String identity,
    List<ColumnPlan> columns,
    String stageFolder,
    List<StagedFile> files)
    implements MarkedLoad {
  /** The longest FILES list Snowflake takes. */
  public static final int MAX_FILES = 1_000;

  public LoadRequest {
    columns = List.copyOf(columns);
    files = List.copyOf(files);
    if (files.isEmpty() || files.size() > MAX_FILES) {
      throw new IllegalArgumentException("a load has 1 to 1,000 files, not " + files.size());
    }
  }

  @Override
  public long expectedRows() {
    return files.stream().mapToLong(StagedFile::rows).sum();
  }

  @Override
  public long stagedBytes() {
    return files.stream().mapToLong(StagedFile::sizeBytes).sum();
  }

  /** The table that COPY loads. */
  QualifiedName destination(LedgerLocation ledger) {
    return stagingTable == null ? target : ledger.stagingTable(stagingTable);
  }
}
