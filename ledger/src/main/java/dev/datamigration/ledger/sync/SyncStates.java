package dev.datamigration.ledger.sync;

import dev.datamigration.model.plan.SyncRun;
import java.util.Collection;
import java.util.Map;

/** What runs left to the next ones. Safe for use by several threads. */
public interface SyncStates {
  /**
   * What is there, as the beginning of a run.
   *
   * @return by state id; those that are unknown are left out
   */
  Map<String, SyncRun> read(Collection<String> stateIds);
}
