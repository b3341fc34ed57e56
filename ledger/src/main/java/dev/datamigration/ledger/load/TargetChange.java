package dev.datamigration.ledger.load;

import java.util.List;

/** What the rows of a staging table do to the target. */
public sealed interface TargetChange {
  /** They take the place of all rows the target holds. */
  record Replace() implements TargetChange {}

  /** They are the first: the target must hold none. */
  record Fill() implements TargetChange {}

  /** They come on top of those it holds. */
  record Append() implements TargetChange {}

  /**
   * They take the place of rows with the same key, or come on top.
   *
   * @param keyColumns the target's names of the key's columns; at least one
   */
  record Merge(List<String> keyColumns) implements TargetChange {
    public Merge {
      keyColumns = List.copyOf(keyColumns);
    }
  }
}
