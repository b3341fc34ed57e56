package dev.datamigration.operator.pool;

import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.resource.WorkerPoolSpec;

/**
 * Decides how many workers a pool needs: a pure function. Grows at once; does not shrink while
 * tasks run, because nobody can say which pods would be ended.
 */
final class PoolSizing {
  static final int DEFAULT_THREADS = 4;

  private PoolSizing() {}

  /**
   * @param current workers the pool has been told to have
   */
  static PoolSize decide(WorkerPoolSpec spec, Demand demand, int current) {
    int least = spec.minReplicas() == null ? 0 : spec.minReplicas();
    int most = most(spec);
    if (spec.hasFixedSize()) {
      return within(least, most, new PoolSize(spec.replicas(), "Fixed by spec.replicas"));
    }
    return within(least, most, wanted(spec, demand, current));
  }

  private static PoolSize wanted(WorkerPoolSpec spec, Demand demand, int current) {
    if (demand instanceof Demand.Known known) {
      return known(threads(spec), known.snapshot(), current);
    }
    return demand instanceof Demand.Unknown
        ? new PoolSize(current, "Unchanged: the work is not known yet")
        : new PoolSize(0, "No workflow needs workers");
  }

  private static PoolSize known(int threads, PoolSnapshot snapshot, int current) {
    long tasks = snapshot.readyTasks() + snapshot.assignedTasks();
    if (tasks == 0) {
      return snapshot.activeWorkflows() == 0
          ? new PoolSize(0, "No work is left")
          : new PoolSize(1, count(snapshot.activeWorkflows(), "workflow") + " under way, no task");
    }
    long busy = Math.min(tasks, snapshot.threadLimit());
    int needed = (int) Math.min(Integer.MAX_VALUE, Math.max(1, (busy + threads - 1) / threads));
    String work = count(tasks, "task") + " for " + threads + " threads a worker";
    if (busy < tasks) {
      work += ", " + snapshot.threadLimit() + " at a time by the source's limit";
    }
    if (needed < current && snapshot.assignedTasks() > 0) {
      return new PoolSize(current, work + "; not smaller while tasks run");
    }
    return new PoolSize(needed, work);
  }

  private static PoolSize within(int least, int most, PoolSize wanted) {
    if (wanted.replicas() > most) {
      return new PoolSize(most, wanted.reason() + "; maxReplicas is " + most + ".");
    }
    if (wanted.replicas() < least) {
      return new PoolSize(least, wanted.reason() + "; minReplicas is " + least + ".");
    }
    return new PoolSize(wanted.replicas(), wanted.reason() + ".");
  }

  /** The largest size there may be. */
  static int most(WorkerPoolSpec spec) {
    int least = spec.minReplicas() == null ? 0 : spec.minReplicas();
    return Math.max(least, spec.maxReplicas() == null ? 1 : spec.maxReplicas());
  }

  static int threads(WorkerPoolSpec spec) {
    return spec.threads() == null ? DEFAULT_THREADS : spec.threads();
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
