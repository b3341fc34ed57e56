package dev.datamigration.operator.cluster;

import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cluster whose operator is replaced when it has been killed: by one of the same identity, as
 * when a pod's container is started anew.
 */
final class OperatorSeat implements AutoCloseable {
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final WriteFaults faults = new WriteFaults();
  private final int requestRetries;
  private final TestCluster cluster;
  private final List<FakeEngine.Witness> witnesses = new CopyOnWriteArrayList<>();
  private TestOperator operator;
  private String userAgent;

  /**
   * @param requestRetries how often the operator's client sends a request again by itself
   */
  OperatorSeat(Path directory, int requestRetries) {
    this.requestRetries = requestRetries;
    this.cluster = TestCluster.start(directory, faults);
    begin();
  }

  private void begin() {
    userAgent = TestOperator.USER_AGENT + NUMBER.incrementAndGet();
    operator =
        TestOperator.start(
            cluster,
            new TestOperator.Settings("the-leader", userAgent, requestRetries, FIRST_RETRY));
    operator.engine().addWitness(new WhileAlive(userAgent));
  }

  /** Passes on what the engine of one operator is told, as long as that has not been killed. */
  private final class WhileAlive implements FakeEngine.Witness {
    private final String name;

    private WhileAlive(String name) {
      this.name = name;
    }

    @Override
    public void applied(WorkflowIntent intent) {
      if (!faults.isDead(name)) {
        witnesses.forEach(witness -> witness.applied(intent));
      }
    }

    @Override
    public void removed(ObjectKey key, String uid, Optional<WorkflowSnapshot> last) {
      if (!faults.isDead(name)) {
        witnesses.forEach(witness -> witness.removed(key, uid, last));
      }
    }
  }

  TestCluster cluster() {
    return cluster;
  }

  WriteFaults faults() {
    return faults;
  }

  /** The engine of the operator that is alive. */
  synchronized FakeEngine engine() {
    if (faults.isDead(userAgent)) {
      operator.kill();
      begin();
    }
    return operator.engine();
  }

  /** Has somebody see what engines are told, now and after a replacement. */
  void addWitness(FakeEngine.Witness witness) {
    witnesses.add(witness);
  }

  void removeWitness(FakeEngine.Witness witness) {
    witnesses.remove(witness);
  }

  @Override
  public synchronized void close() {
    operator.close();
    cluster.close();
  }
}
