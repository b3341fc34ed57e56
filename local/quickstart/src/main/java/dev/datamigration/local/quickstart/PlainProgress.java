package dev.datamigration.local.quickstart;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line for each table that has come further, for output that is not a terminal. */
final class PlainProgress implements ProgressDisplay {
  private final PrintWriter out;
  private final Map<String, String> shown = new HashMap<>();

  PlainProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(String phase, List<TableProgress> tables) {
    tell("workflow", phase);
    for (TableProgress table : tables) {
      if (table.partitions() > 0) {
        tell(
            table.name(),
            "%d/%d partitions, %,d rows loaded"
                .formatted(table.partitionsLoaded(), table.partitions(), table.rowsLoaded()));
      }
    }
    out.flush();
  }

  private void tell(String what, String state) {
    if (!state.equals(shown.put(what, state))) {
      out.printf("  %-30s %s%n", what, state);
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
