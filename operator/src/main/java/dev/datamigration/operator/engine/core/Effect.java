package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.load.ApplyRequest;
import dev.datamigration.ledger.load.LoadRequest;
import dev.datamigration.ledger.target.TargetRequest;
import java.util.List;
import java.util.Map;

/**
 * Something to do in Snowflake outside the tick's transaction. Each may be repeated after a crash.
 */
public sealed interface Effect {
  /** Create or check a target. */
  record PrepareTarget(String tableId, TargetRequest request) implements Effect {}

  /**
   * Read what earlier runs left.
   *
   * @param stateIds by table id
   */
  record ReadSyncStates(Map<String, String> stateIds) implements Effect {
    public ReadSyncStates {
      stateIds = Map.copyOf(stateIds);
    }
  }

  /** Run a load. */
  record RunLoad(LoadRequest request) implements Effect {}

  /** Let a staging table's rows change the target. */
  record ApplyStaging(ApplyRequest request) implements Effect {}

  /**
   * Remove a workflow's staged files and tables.
   *
   * @param folder ends in a slash
   */
  record CleanStage(String workflowId, String folder, List<String> stagingTables)
      implements Effect {
    public CleanStage {
      stagingTables = List.copyOf(stagingTables);
    }
  }

  /** Remove once more what lies where workflows that ended lately were cleaned up. */
  record SweepStage() implements Effect {}
}
