package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.naming.QualifiedNames;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Brings what is recorded in line with what workflows ask for. */
final class IntentApplication {
  private final RunState run;
  private final Changes changes;
  private final TaskTransitions transitions;
  private final TargetClaims claims;
  private final Reopening reopening;
  private final Suspension suspension;
  private final MessageJson json;
  private final List<Notice> notices;
  private final Instant now;

  IntentApplication(
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
    this.claims = new TargetClaims(run, changes, notices, now);
    this.reopening = new Reopening(run, changes, transitions, claims, json, notices);
    this.suspension = new Suspension(run, changes, transitions);
  }

  void apply(WorkflowIntent intent) {
    String id = LedgerIds.workflow(intent);
    WorkflowState workflow = run.workflows.get(id);
    if (workflow == null) {
      workflow = createIfReadable(id, intent);
    }
    if (workflow == null) {
      return;
    }
    workflow.intent = intent;
    reopening.apply(workflow);
    if (workflow.state == WorkflowRow.State.ACTIVE) {
      cancel(workflow);
    }
    if (!intent.deleted()) {
      suspension.apply(workflow);
    }
  }

  /** An intent that cannot be carried out must not stop the others; null for one. */
  private WorkflowState createIfReadable(String id, WorkflowIntent intent) {
    if (intent.deleted() || intent.tables().isEmpty() || intent.equals(run.refused.get(id))) {
      return null;
    }
    List<TableState> tables;
    WorkflowState workflow = new WorkflowState(id, intent, now);
    try {
      tables = tables(workflow);
    } catch (DmwException | IllegalArgumentException e) {
      run.refused.put(id, intent);
      notices.add(new Notice(intent.key(), true, "NotAccepted", e.getMessage()));
      return null;
    }
    workflow.handledRetry = intent.retry();
    run.workflows.put(id, workflow);
    changes.created(workflow);
    tables.forEach(table -> add(workflow, table));
    return workflow;
  }

  private List<TableState> tables(WorkflowState workflow) {
    WorkflowIntent intent = workflow.intent;
    Platform platform =
        Platform.of(intent.platform())
            .orElseThrow(() -> new IllegalArgumentException(intent.platform()));
    List<TableState> tables = new ArrayList<>();
    for (TableConfiguration configuration : intent.tables()) {
      QualifiedName source = QualifiedNames.source(configuration.source(), platform);
      QualifiedName target = QualifiedNames.target(configuration.target());
      tables.add(
          new TableState(
              LedgerIds.table(workflow.id, source, target),
              workflow,
              tables.size() + 1,
              source.display(),
              target,
              configuration,
              json.toTree(configuration)));
    }
    return tables;
  }

  private void add(WorkflowState workflow, TableState table) {
    run.tables.put(table.id, table);
    workflow.tables.add(table);
    changes.created(table);
    if (!claims.refuse(table) && !table.needsState()) {
      transitions.plan(table, null);
    }
  }

  /** All of it if it is being deleted, else the tables a person gave up. */
  private void cancel(WorkflowState workflow) {
    for (TableState table : workflow.tables) {
      boolean unwanted = table.wanted().map(TableConfiguration::cancelled).orElse(false);
      if (!table.isTerminal() && (workflow.intent.deleted() || unwanted || table.cancelled)) {
        table.cancelled |= unwanted;
        cancel(table);
      } else if (table.state == TableRow.State.FAILED && unwanted) {
        table.state = TableRow.State.CANCELLED;
        changes.changed(table);
      }
    }
  }

  private void cancel(TableState table) {
    run.tasksOf(table).forEach(transitions::cancel);
    table.pending.clear();
    for (LoadState load : new ArrayList<>(table.openLoads.values())) {
      if (!load.inFlight) {
        load.state = LoadRow.State.FAILED;
        table.openLoads.remove(load.id);
        run.loads.remove(load.id);
        changes.changed(load);
      }
    }
  }
}
