package dev.datamigration.operator.leadership;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.operator.engine.api.MigrationEngine;
import dev.datamigration.operator.object.KubernetesErrorCode;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the engine while this process leads. The operator SDK cannot stop what it has started and
 * stay alive, so a process whose lease is lost has to end; one that ends by itself first stops the
 * engine and then gives the lease up, so that a successor begins at once.
 */
public final class Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  private final MigrationEngine engine;
  private final Runnable endProcess;
  private volatile boolean stopping;
  private volatile boolean leading;

  /**
   * @param endProcess ends this process soon; returns at once
   */
  public Leadership(MigrationEngine engine, Runnable endProcess) {
    this.engine = engine;
    this.endProcess = endProcess;
  }

  /** What the election calls. */
  public LeaderCallbacks callbacks() {
    return new LeaderCallbacks(
        this::begin,
        this::end,
        leader -> LOG.info("{} leads", leader.isEmpty() ? "nobody" : leader));
  }

  private void begin() {
    leading = true;
    engine.start();
  }

  private void end() {
    leading = false;
    if (stopping) {
      return;
    }
    LOG.error(
        "{}",
        new DmwException(
                KubernetesErrorCode.LEADERSHIP_LOST,
                "This process no longer leads: the lease could not be renewed in time.",
                "It ends, so that nothing of it goes on beside the new leader, and starts anew as a candidate.")
            .getMessage());
    endProcess.run();
  }

  /** Whether this process leads. */
  public boolean isLeading() {
    return leading;
  }

  /** Stops the engine for good, before the lease is given up. Takes seconds. */
  public void stop() {
    stopping = true;
    engine.stop();
  }
}
