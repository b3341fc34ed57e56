package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.load.LoadRequest;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.model.message.StagedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers extracted partitions into loads and decides which loads run now. */
final class LoadPlanner {
  private final RunState run;
  private final Changes changes;
  private final EngineSettings settings;
  private final Instant now;

  LoadPlanner(RunState run, Changes changes, EngineSettings settings, Instant now) {
    this.run = run;
    this.changes = changes;
    this.settings = settings;
    this.now = now;
  }

  /** The loads to start once the tick is committed. */
  List<Effect> plan() {
    List<Effect> effects = new ArrayList<>();
    long inFlight = run.loads.values().stream().filter(load -> load.inFlight).count();
    for (LoadState load : new ArrayList<>(run.loads.values())) {
      if (inFlight < settings.loadsInFlight() && isDue(load)) {
        effects.add(start(load));
        inFlight++;
      }
    }
    for (WorkflowState workflow : run.workflowsInTurn()) {
      for (TableState table : workflow.tables) {
        while (inFlight < settings.loadsInFlight() && isWorthLoading(table)) {
          effects.add(start(open(table)));
          inFlight++;
        }
      }
    }
    return effects;
  }

  private boolean isDue(LoadState load) {
    return !load.inFlight && (load.notBefore == null || !load.notBefore.isAfter(now));
  }

  private boolean isWorthLoading(TableState table) {
    if (table.pending.isEmpty() || table.state != TableRow.State.MOVING) {
      return false;
    }
    int files = 0;
    long bytes = 0;
    for (TaskState task : table.pending) {
      files += task.files.size();
      bytes += task.files.stream().mapToLong(StagedFile::sizeBytes).sum();
    }
    return table.unfinishedTasks == 0
        || files >= LoadRequest.MAX_FILES
        || bytes >= settings.loadBytes()
        || !table.pendingSince.plus(settings.loadWait()).isAfter(now);
  }

  private LoadState open(TableState table) {
    List<TaskState> chosen = new ArrayList<>();
    int files = 0;
    long bytes = 0;
    for (TaskState task : table.pending) {
      boolean full =
          files + task.files.size() > LoadRequest.MAX_FILES || bytes >= settings.loadBytes();
      if (full && !chosen.isEmpty()) {
        break;
      }
      chosen.add(task);
      files += task.files.size();
      bytes += task.files.stream().mapToLong(StagedFile::sizeBytes).sum();
    }
    table.pending.removeAll(chosen);
    table.pendingSince = now;
    LoadState load =
        new LoadState(table.id + "/load-" + ++table.loads, table, chosen, run.epoch, 1, now);
    table.openLoads.put(load.id, load);
    run.loads.put(load.id, load);
    changes.created(load);
    for (TaskState task : chosen) {
      task.loadId = load.id;
      changes.changed(task);
    }
    return load;
  }

  private Effect start(LoadState load) {
    load.inFlight = true;
    if (load.failures > 0 && load.waitingFor != null) {
      // Whatever became of the attempt before, it can no longer be marked as loaded.
      load.attempt++;
      load.waitingFor = null;
      load.state = LoadRow.State.SUBMITTED;
      changes.changed(load);
    }
    TableState table = load.table;
    return new Effect.RunLoad(
        new LoadRequest(
            load.id,
            load.epoch,
            load.attempt,
            table.workflow.id,
            table.id,
            table.target,
            table.extraction.columns(),
            table.stageFolder(),
            load.tasks.stream().flatMap(task -> task.files.stream()).toList()));
  }
}
