package dev.datamigration.local.quickstart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar for each table with many rows, and one for all the others together. */
final class BarProgress implements ProgressDisplay {
  private static final long MANY_ROWS = 10_000;
  private static final String OTHERS = "small tables";
  private static final int NAME_WIDTH = 14;

  private final Map<String, ProgressBar> bars = new LinkedHashMap<>();

  @Override
  public void show(String phase, List<TableProgress> tables) {
    boolean planned = tables.stream().allMatch(table -> table.partitions() > 0);
    if (tables.isEmpty() || (bars.isEmpty() && !planned)) {
      return;
    }
    long others = 0;
    long othersLoaded = 0;
    for (TableProgress table : tables) {
      if (table.rowsExpected() >= MANY_ROWS) {
        advance(table.name(), table.rowsExpected(), table.rowsLoaded(), phase);
      } else {
        others += table.rowsExpected();
        othersLoaded += table.rowsLoaded();
      }
    }
    advance(OTHERS, others, othersLoaded, phase);
  }

  private void advance(String name, long expected, long loaded, String phase) {
    ProgressBar bar = bars.computeIfAbsent(name, BarProgress::bar);
    bar.maxHint(Math.max(expected, loaded));
    bar.stepTo(loaded);
    bar.setExtraMessage(loaded >= expected ? "done" : phase);
  }

  private static ProgressBar bar(String name) {
    return new ProgressBarBuilder()
        .setTaskName(("%-" + NAME_WIDTH + "s").formatted(name))
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" rows", 1)
        .setUpdateIntervalMillis(500)
        .build();
  }

  @Override
  public void close() {
    bars.values().forEach(ProgressBar::close);
  }
}
