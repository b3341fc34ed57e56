package dev.datamigration.ledger.load;

/** How a load ended, when it did not throw. */
public sealed interface LoadOutcome {
  /** Rows and mark are committed, by this call or by an earlier one whose reply was lost. */
  record Loaded(long rows) implements LoadOutcome {}

  /** Somebody with a newer epoch or attempt has taken the load over; nothing was changed. */
  record Superseded() implements LoadOutcome {}
}
