package dev.datamigration.ledger.load;

import dev.datamigration.model.plan.QualifiedName;

/** A change of a table that must happen once: a row of LOAD marks that it did. */
public sealed interface MarkedLoad permits LoadRequest, ApplyRequest {
  /** The row of LOAD. */
  String loadId();

  /** It may be marked only under this epoch, and this attempt. */
  long epoch();

  /** See {@link #epoch}. */
  int attempt();

  /** For the query tag and the history. */
  String workflowId();

  /** See {@link #workflowId}. */
  String tableId();

  /** Where the rows end up. */
  QualifiedName target();

  /** Rows the workers reported. */
  long expectedRows();

  /** Bytes the workers staged; 0 where nothing is staged. */
  long stagedBytes();
}
