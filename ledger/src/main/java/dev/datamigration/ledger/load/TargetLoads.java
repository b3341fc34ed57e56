package dev.datamigration.ledger.load;

/** Runs loads. Safe for use by several threads, each on a session of its own. */
public interface TargetLoads {
  /**
   * Loads the files and marks the load in one transaction, or changes nothing.
   *
   * @throws dev.datamigration.model.error.DmwException {@code LOAD_OUTCOME_UNKNOWN} if COMMIT's
   *     reply was lost: to be settled by running the load again with a higher attempt; any other
   *     code means that nothing was changed
   */
  LoadOutcome load(LoadRequest request);

  /**
   * Changes the target by what its staging table holds and marks that in one transaction, or
   * changes nothing; then drops the staging table.
   *
   * @throws dev.datamigration.model.error.DmwException as {@link #load}
   */
  LoadOutcome apply(ApplyRequest request);
}
