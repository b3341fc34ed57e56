package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.writer.LedgerChanges;
import dev.datamigration.ledger.writer.LedgerContents;
import dev.datamigration.ledger.writer.Mail;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.SourceSnapshot;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides. Reports that change nothing for anybody are held back and committed with the next
 * decision that somebody waits for, so that statements stay few; until then they lie in the
 * mailbox, where a new leader finds them. No I/O, no clock of its own, no chance: the same calls in
 * the same order give the same decisions, which is what the simulator and the tests rest on. What
 * it decided is only true once committed; if a commit fails, this object is thrown away and a new
 * one is made from the ledger. One thread.
 */
public final class DecisionCore {
  /**
   * A worker that stood still beyond its lease may put a file where everything was removed. A new
   * leader sweeps at once, and then this often.
   */
  static final Duration SWEEP_INTERVAL = Duration.ofHours(6);

  private final RunState run;
  private final EngineSettings settings;
  private final MessageJson json = new MessageJson();
  private Changes changes = new Changes(json);
  private Instant committedAt = Instant.EPOCH;
  private Instant sweptAt = Instant.EPOCH;

  /**
   * @param epoch the one the ledger gave this leader
   */
  public DecisionCore(long epoch, EngineSettings settings) {
    this.run = new RunState(epoch);
    this.settings = settings;
  }

  /**
   * What to do now.
   *
   * @param changes to be committed before anything else happens; null if there is nothing to commit
   *     yet
   * @param effects to be started once the changes are committed
   * @param notices to be told once the changes are committed
   */
  public record Decision(LedgerChanges changes, List<Effect> effects, List<Notice> notices) {
    public Decision {
      effects = List.copyOf(effects);
      notices = List.copyOf(notices);
    }
  }

  /** The ids of those intents whose workflows this core has not looked up in the ledger yet. */
  public Map<String, WorkflowIntent> unknown(Collection<WorkflowIntent> intents) {
    Map<String, WorkflowIntent> unknown = new HashMap<>();
    for (WorkflowIntent intent : intents) {
      String id = LedgerIds.workflow(intent);
      if (!run.workflows.containsKey(id) && !intent.equals(run.refused.get(id))) {
        unknown.put(id, intent);
      }
    }
    return unknown;
  }

  /** Takes in what the ledger holds of workflows that were unknown. */
  public void restore(LedgerContents contents, Map<String, WorkflowIntent> intents, Instant now) {
    new Restoration(run, json, now).restore(contents, intents);
  }

  /**
   * The ids of failed tables that are to be tried again: what the ledger holds of them is to be
   * {@link #reopen read} before the next tick.
   */
  public List<String> toReopen(Collection<WorkflowIntent> intents) {
    List<String> ids = new ArrayList<>();
    for (WorkflowIntent intent : intents) {
      WorkflowState workflow = run.workflows.get(LedgerIds.workflow(intent));
      if (workflow != null && Reopening.isAsked(workflow, intent)) {
        workflow.tables.stream()
            .filter(table -> table.state == TableRow.State.FAILED)
            .forEach(table -> ids.add(table.id));
      }
    }
    return ids;
  }

  /** Takes in what the ledger holds of failed tables. */
  public void reopen(LedgerContents contents, Instant now) {
    new Restoration(run, json, now).reopen(contents);
  }

  /** Forgets a workflow whose object is gone. */
  public void forget(WorkflowIntent intent) {
    WorkflowState workflow = run.workflows.remove(LedgerIds.workflow(intent));
    if (workflow != null) {
      for (TableState table : workflow.tables) {
        run.tables.remove(table.id);
        run.tasks.values().removeIf(task -> task.table == table);
        table.openLoads.keySet().forEach(run.loads::remove);
      }
    }
  }

  /**
   * One tick.
   *
   * @param mail the whole mailbox, or its oldest part
   * @param complete whether it was the whole
   */
  public Decision tick(
      Mail mail,
      boolean complete,
      List<EffectResult> results,
      Collection<WorkflowIntent> intents,
      Collection<SourceIntent> sources) {
    Instant now = mail.now();
    List<Notice> notices = new ArrayList<>();
    changes.at(now);
    TaskTransitions transitions = new TaskTransitions(run, changes, now, settings);
    MailApplication letters =
        new MailApplication(
            run,
            changes,
            transitions,
            new Publication(run, changes, transitions, json, notices, now),
            now);
    EffectApplication endings =
        new EffectApplication(run, changes, transitions, json, settings, notices, now);
    IntentApplication wishes = new IntentApplication(run, changes, transitions, json, notices, now);

    run.nextTurn();
    run.sources.clear();
    sources.forEach(source -> run.sources.put(source.key(), source));
    intents.forEach(wishes::apply);
    letters.apply(mail);
    results.forEach(endings::apply);
    if (complete) {
      new LeaseJudge(run, letters, settings, now).judge();
    }
    List<Effect> effects = new ArrayList<>(new Completion(run, changes, notices, now).advance());
    effects.addAll(new LoadPlanner(run, changes, settings, now).plan());
    boolean due = isDue(effects, notices, now);
    if (!sweptAt.plus(SWEEP_INTERVAL).isAfter(now)) {
      sweptAt = now;
      effects.add(new Effect.SweepStage());
    }
    new Handout(run, transitions, settings, now).handOut(due);
    // Nobody may look again for a long time.
    due |= changes.isPressing() || (!changes.isEmpty() && !isActive());
    return new Decision(due ? take(now) : null, effects, notices);
  }

  private boolean isDue(List<Effect> effects, List<Notice> notices, Instant now) {
    return changes.isPressing()
        || !effects.isEmpty()
        || !notices.isEmpty()
        || changes.consumedEvents() >= settings.mostReports()
        || !committedAt.plus(settings.reportWait()).isAfter(now);
  }

  private LedgerChanges take(Instant now) {
    LedgerChanges taken = changes.toLedger();
    changes = new Changes(json);
    committedAt = now;
    return taken;
  }

  /**
   * How long nothing new is to be expected of workers, by estimate; between nothing and the
   * settings' longest pause.
   */
  public Duration quiet(Instant now) {
    return new Expectation(run, settings, now).quiet();
  }

  /** Whether anything may happen without a new intent. */
  public boolean isActive() {
    return run.workflows.values().stream()
        .anyMatch(workflow -> !workflow.isSettled() && !workflow.isAtRest());
  }

  /** Every workflow's snapshot. */
  public List<WorkflowSnapshot> workflows(Instant now) {
    Snapshots snapshots = new Snapshots(run);
    return run.workflows.values().stream().map(w -> snapshots.workflow(w, now)).toList();
  }

  /** What workers say of a source. */
  public SourceSnapshot source(ObjectKey key) {
    return new Snapshots(run).source(key);
  }

  /** The work there is for a pool. */
  public PoolSnapshot pool(PoolKey key) {
    return new Snapshots(run).pool(key);
  }
}
