package dev.datamigration.local.quickstart;

import java.util.List;

/** Shows how the tables come along. Used by one thread. */
interface ProgressDisplay extends AutoCloseable {
  /** Shows the latest state. */
  void show(String phase, List<TableProgress> tables);

  @Override
  void close();
}
