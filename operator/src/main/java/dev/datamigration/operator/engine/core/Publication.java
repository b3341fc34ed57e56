package dev.datamigration.operator.engine.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.model.config.QueryModifiers;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.TablePlan;
import java.time.Instant;
import java.util.List;

/** Turns a plan into partition tasks, in the same transaction that consumes the plan's report. */
final class Publication {
  private final RunState run;
  private final Changes changes;
  private final TaskTransitions transitions;
  private final MessageJson json;
  private final List<Notice> notices;
  private final Instant now;

  Publication(
      RunState run,
      Changes changes,
      TaskTransitions transitions,
      MessageJson json,
      List<Notice> notices,
      Instant now) {
    this.run = run;
    this.changes = changes;
    this.transitions = transitions;
    this.json = json;
    this.notices = notices;
    this.now = now;
  }

  void publish(TaskState planTask, TablePlan plan) {
    TableState table = planTask.table;
    if (table.sync != null && plan.sync() == null) {
      transitions.fail(planTask, workerTooOld(planTask).toFailure(), 0);
      return;
    }
    transitions.succeed(planTask, 0, 0, 0, List.of());
    table.extraction = extraction(table, plan);
    table.extractionTree = json.toTree(table.extraction);
    if (table.sync != null) {
      table.sync = table.sync.planned(plan.sync());
    }
    table.partitions = plan.partitions().size();
    table.estimatedRows = plan.estimatedRows();
    table.state = TableRow.State.PREPARING;
    table.startedAt = now;
    for (Partition partition : plan.partitions()) {
      publish(table, partition);
    }
    changes.changed(table);
    for (String warning : plan.warnings()) {
      notices.add(
          new Notice(table.workflow.key(), true, "PlanWarning", table.sourceName + ": " + warning));
    }
  }

  private static DmwException workerTooOld(TaskState planTask) {
    return new DmwException(
        EngineErrorCode.WORKER_TOO_OLD,
        "Worker "
            + planTask.workerId
            + " planned "
            + planTask.table.sourceName
            + " without knowing of synchronization.strategy.",
        "Nothing was read, and another worker is tried, a limited number of times. Give the workers the operator's version.");
  }

  private void publish(TableState table, Partition partition) {
    String id = table.id + "/" + partition.number();
    JsonNode spec = json.toTree(partition);
    TaskState former = run.tasks.get(id);
    if (former == null) {
      transitions.publish(
          new TaskState(
              id, table, Kind.EXTRACT, partition.number(), spec, partition.estimatedBytes()));
    } else {
      transitions.republish(former, spec, partition.estimatedBytes());
    }
  }

  private TableExtraction extraction(TableState table, TablePlan plan) {
    TableConfiguration configuration = json.fromTree(table.configuration, TableConfiguration.class);
    QueryModifiers modifiers = configuration.queryModifiers();
    return new TableExtraction(
        plan.source(),
        plan.columns(),
        plan.keyColumns(),
        plan.sync() == null ? configuration.whereClauseCriteria() : plan.sync().condition(),
        modifiers == null ? null : modifiers.objectModifier(),
        modifiers == null ? null : modifiers.selectModifier());
  }
}
