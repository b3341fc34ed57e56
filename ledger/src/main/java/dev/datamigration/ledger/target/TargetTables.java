package dev.datamigration.ledger.target;

import java.util.Collection;

/** The tables rows go to. Safe for use by several threads. */
public interface TargetTables {
  /**
   * Creates the target if it is missing and checks it in any case; makes its staging table unless
   * that is there and holds rows. May be repeated.
   *
   * @throws dev.datamigration.model.error.DmwException if it cannot be created, cannot take the
   *     columns exactly, or holds rows that it must not
   */
  PreparedTarget prepare(TargetRequest request);

  /**
   * Drops staging tables; one that is not there is not an error.
   *
   * @param workflowId for the query tag
   * @param names in the ledger's schema
   */
  void dropStaging(String workflowId, Collection<String> names);
}
