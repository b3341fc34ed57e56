package dev.datamigration.operator.engine.core;

import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.CleanUp;
import dev.datamigration.operator.engine.api.WorkflowIntent.SuspendPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** An intent with one thing changed, of the next generation. */
final class Wishes {
  private Wishes() {}

  static WorkflowIntent suspend(WorkflowIntent it, boolean suspend) {
    return change(
        it, it.tables(), it.cleanUp(), suspend, it.suspendPolicy(), it.retry(), it.deleted());
  }

  static WorkflowIntent policy(WorkflowIntent it, SuspendPolicy policy) {
    return change(it, it.tables(), it.cleanUp(), it.suspend(), policy, it.retry(), it.deleted());
  }

  static WorkflowIntent retry(WorkflowIntent it, String nonce) {
    return change(
        it, it.tables(), it.cleanUp(), it.suspend(), it.suspendPolicy(), nonce, it.deleted());
  }

  static WorkflowIntent cleanUp(WorkflowIntent it, CleanUp cleanUp) {
    return change(
        it, it.tables(), cleanUp, it.suspend(), it.suspendPolicy(), it.retry(), it.deleted());
  }

  /** What the reconciler says of an object that is being deleted. */
  static WorkflowIntent delete(WorkflowIntent it) {
    return change(it, List.of(), it.cleanUp(), it.suspend(), it.suspendPolicy(), it.retry(), true);
  }

  /** Changes the table with that number, from 0. */
  static WorkflowIntent table(
      WorkflowIntent it, int number, UnaryOperator<TableConfiguration> change) {
    List<TableConfiguration> tables = new ArrayList<>(it.tables());
    tables.set(number, change.apply(tables.get(number)));
    return change(
        it, tables, it.cleanUp(), it.suspend(), it.suspendPolicy(), it.retry(), it.deleted());
  }

  static WorkflowIntent suspendTable(WorkflowIntent it, int number, boolean suspend) {
    return table(it, number, table -> table.toBuilder().suspend(suspend).build());
  }

  static WorkflowIntent synchronize(WorkflowIntent it, int number, Strategy strategy) {
    Synchronization by = new Synchronization(strategy, null, null, null, null, null);
    return table(it, number, table -> table.toBuilder().synchronization(by).build());
  }

  static WorkflowIntent cancelTable(WorkflowIntent it, int number) {
    return table(it, number, table -> table.toBuilder().cancel(true).build());
  }

  private static WorkflowIntent change(
      WorkflowIntent it,
      List<TableConfiguration> tables,
      CleanUp cleanUp,
      boolean suspend,
      SuspendPolicy policy,
      String retry,
      boolean deleted) {
    return new WorkflowIntent(
        it.key(),
        it.uid(),
        it.generation() + 1,
        it.snowflakeConnection(),
        it.sourceConnection(),
        it.platform(),
        it.affinity(),
        tables,
        cleanUp,
        suspend,
        policy,
        retry,
        deleted);
  }
}
