package dev.datamigration.operator.engine.loop;

import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.core.EngineSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** The operator's engine for one workflow, whose loop is stepped by its caller. */
public final class SteppedOperator {
  private final SnapshotBoard snapshots = new SnapshotBoard();
  private final LedgerLoop loop;
  private final IntentBoard board = new IntentBoard();
  private final WorkflowIntent workflow;

  public SteppedOperator(
      SnowflakeIntent snowflake,
      SourceIntent source,
      WorkflowIntent workflow,
      LedgerAccess.Factory access,
      EngineSettings settings,
      Duration tickInterval,
      Supplier<ExecutorService> effects) {
    this.workflow = workflow;
    board.put(snowflake);
    board.put(source);
    board.put(workflow);
    this.loop =
        new LedgerLoop(
            snowflake.key(),
            board,
            snapshots,
            access,
            settings,
            tickInterval,
            () -> "installation",
            effects);
  }

  /** Says that the workflow was changed; the next step finds it. */
  public void put(WorkflowIntent changed) {
    board.put(changed);
  }

  /** One step; returns how long the next one can wait, null: until an effect has ended. */
  public Duration step() {
    return loop.step();
  }

  /** What is known of the workflow. */
  public Optional<WorkflowSnapshot> snapshot() {
    return snapshots.workflow(workflow.key());
  }
}
