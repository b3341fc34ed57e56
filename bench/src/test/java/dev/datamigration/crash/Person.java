package dev.datamigration.crash;

import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who looks at a workflow's status and changes the workflow, one wish after the other, each when
 * the one before shows.
 */
final class Person {
  /** The table that is suspended once a partition is done, and resumed when all others are. */
  static final String SUSPENDED = "prices";

  /** The table that is given up once a partition is done. */
  static final String GIVEN_UP = "drafts";

  /** The table of which a partition cannot be read, until it has failed and somebody mended it. */
  static final String MENDED = "stock";

  private static final String UNREADABLE = MENDED + "/2";

  private record Step(Predicate<WorkflowSnapshot> when, Runnable wish) {}

  private final List<Step> steps;
  private final Set<String> suspended = new HashSet<>();
  private final Set<String> givenUp = new HashSet<>();
  private boolean mended;
  private int generation = 1;
  private int done;

  /**
   * @param interferes otherwise nothing is ever changed
   */
  Person(boolean interferes) {
    this.steps =
        interferes
            ? List.of(
                new Step(seen -> seen.partitionsDone() > 0, this::suspendAndGiveUp),
                new Step(seen -> seen.tablesFailed() > 0, () -> mended = true),
                new Step(Person::onlySuspendedOnesAreLeft, suspended::clear))
            : List.of();
  }

  private void suspendAndGiveUp() {
    suspended.add(SUSPENDED);
    givenUp.add(GIVEN_UP);
  }

  private static boolean onlySuspendedOnesAreLeft(WorkflowSnapshot seen) {
    return seen.tablesDone() + seen.tablesCancelled() + seen.tablesSuspended()
        == seen.tablesTotal();
  }

  /** Returns whether something is wished that was not before. */
  boolean lookAt(WorkflowSnapshot seen) {
    if (isSatisfied() || !steps.get(done).when().test(seen)) {
      return false;
    }
    steps.get(done).wish().run();
    done++;
    generation++;
    return true;
  }

  /** Whether no wish is left. */
  boolean isSatisfied() {
    return done == steps.size();
  }

  /** Whether the source refuses to read a partition, named as table/number. */
  boolean isUnreadable(String partition) {
    return partition.equals(UNREADABLE) && !mended;
  }

  /** The workflow as it is wished now. */
  WorkflowIntent asks(WorkflowIntent original) {
    return new WorkflowIntent(
        original.key(),
        original.uid(),
        generation,
        original.snowflakeConnection(),
        original.sourceConnection(),
        original.platform(),
        original.affinity(),
        original.tables().stream().map(this::asks).toList(),
        original.cleanUp(),
        original.suspend(),
        original.suspendPolicy(),
        mended ? "mended" : null,
        original.deleted(),
        original.hasLoaded());
  }

  private TableConfiguration asks(TableConfiguration table) {
    String name = table.source().tableName();
    return table.toBuilder()
        .suspend(suspended.contains(name) ? true : null)
        .cancel(givenUp.contains(name) ? true : null)
        .build();
  }
}
