package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.TableRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Estimates when there will be something to decide. */
final class Expectation {
  private final RunState run;
  private final EngineSettings settings;
  private final Instant now;

  Expectation(RunState run, EngineSettings settings, Instant now) {
    this.run = run;
    this.settings = settings;
    this.now = now;
  }

  /**
   * Until the first lane runs low or, when all is handed out, until the first is empty; nothing
   * while tables are planned, or work waits and no lane has any.
   */
  Duration quiet() {
    List<TableState> open = run.tables.values().stream().filter(t -> !t.isTerminal()).toList();
    boolean planning =
        open.stream().anyMatch(table -> table.state != TableRow.State.MOVING && table.isRunnable());
    boolean ready = open.stream().anyMatch(table -> table.isRunnable() && !table.ready.isEmpty());
    double left =
        run.lanesThatTakeWork(now).stream()
            .filter(lane -> lane.tasks() > 0)
            .mapToDouble(Lane::seconds)
            .min()
            .orElse(0);
    double until = planning ? 0 : left - (ready ? Handout.lowSeconds(settings) : 0);
    long millis = Math.max(0, Math.round(until * 1000));
    return Duration.ofMillis(Math.min(millis, settings.longestPause().toMillis()));
  }
}
