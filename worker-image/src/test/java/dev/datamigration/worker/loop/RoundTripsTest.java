package dev.datamigration.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.ledger.mailbox.WorkerMailbox;
import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.WorkerEvent.Succeeded;
import dev.datamigration.worker.config.ApplicationSettings;
import dev.datamigration.worker.health.WorkerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts a worker's statements, in virtual time, with the real decisions of worker and a one-second
 * tick of the operator; a statement takes 200 ms.
 */
class RoundTripsTest {
  private static final int LANES = 4;
  private static final Duration STATEMENT = Duration.ofMillis(200);

  private final VirtualClock clock = new VirtualClock();
  private final FakeOperator operator =
      new FakeOperator(clock, Duration.ofSeconds(1), Duration.ofSeconds(30));
  private final LeaseContact contact = new LeaseContact(Duration.ofSeconds(30));
  private final Outbox outbox = new Outbox("host/1", clock);
  private final TaskBoard board = new TaskBoard(LANES, outbox, contact, clock, () -> {});
  private final ApplicationSettings settings = Tasks.settings(LANES, Path.of("unused"));
  private final Correspondence correspondence =
      new Correspondence(
          Tasks.worker(LANES),
          new Slow(),
          outbox,
          board,
          contact,
          () -> null,
          new StatementTiming(settings),
          new WorkerMetrics(new SimpleMeterRegistry()),
          clock,
          () -> false,
          Duration.ofMillis(500));

  private final HeldTask[] atWork = new HeldTask[LANES];
  private final Instant[] doneAt = new Instant[LANES];

  /** Statements take time, during which lanes work on. */
  private final class Slow implements WorkerMailbox {
    @Override
    public List<Assignment> assignments(String workerId) {
      List<Assignment> answer = operator.assignments(workerId);
      clock.advance(STATEMENT);
      return answer;
    }

    @Override
    public void post(List<EventEnvelope> events) {
      operator.post(events);
      clock.advance(STATEMENT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 20, 100, 300, 1000})
  void aThousandSmallPartitionsTakeOneStatementForTenAndOneForEachHeartbeat(int millis) {
    int partitions = 1_000;
    for (int number = 1; number <= partitions; number++) {
      operator.publish("w/1/t/" + number, Tasks.extraction(number));
    }

    Duration took = work(Duration.ofMillis(millis));

    int statements = operator.posts().size() + operator.asks();
    assertThat(operator.stale()).isEmpty();
    assertThat(statements - operator.heartbeats())
        .as("%s reports, %s questions", operator.posts().size(), operator.asks())
        .isLessThanOrEqualTo(partitions / 10);
    Duration atBest = Duration.ofMillis((long) partitions * millis / LANES);
    assertThat(took).isLessThan(atBest.multipliedBy(5).dividedBy(4).plusSeconds(30));
  }

  @Test
  void lanesHardlyStandStillWhenPartitionsTakeLong() {
    for (int number = 1; number <= 100; number++) {
      operator.publish("w/1/t/" + number, Tasks.extraction(number));
    }

    Duration took = work(Duration.ofSeconds(15));

    assertThat(took).isLessThan(Duration.ofSeconds(100 * 15 / LANES + 30));
  }

  @Test
  void aWorkerWithoutWorkFallsAsleep() {
    runFor(Duration.ofMinutes(12));
    int before = operator.posts().size() + operator.asks();

    runFor(Duration.ofHours(1));

    int inAnHour = operator.posts().size() + operator.asks() - before;
    assertThat(inAnHour).isLessThanOrEqualTo(2 * 60 / 5);
    operator.publish("w/1/t/1", Tasks.extraction(1));
    Duration took = work(Duration.ofSeconds(1));
    assertThat(took).isLessThan(Duration.ofMinutes(6));
  }

  private Duration work(Duration each) {
    Instant begun = clock.instant();
    while (!operator.isDone()) {
      step(each);
      assertThat(clock.instant()).isBefore(begun.plus(Duration.ofHours(5)));
    }
    return Duration.between(begun, clock.instant());
  }

  private void runFor(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      step(Duration.ofSeconds(1));
    }
  }

  private void step(Duration each) {
    for (int lane = 0; lane < LANES; lane++) {
      moveOn(lane, each);
    }
    long millis = correspondence.turn();
    Instant now = clock.instant();
    for (int lane = 0; lane < LANES; lane++) {
      if (atWork[lane] != null) {
        millis = Math.min(millis, Math.max(0, Duration.between(now, doneAt[lane]).toMillis()));
      }
    }
    clock.advance(Duration.ofMillis(millis));
  }

  private void moveOn(int lane, Duration each) {
    while (atWork[lane] == null || !doneAt[lane].isAfter(clock.instant())) {
      Instant begins = clock.instant();
      if (atWork[lane] != null) {
        Assignment done = atWork[lane].assignment();
        board.ended(
            atWork[lane],
            new Succeeded(done.taskId(), done.attempt(), 0, 0, each.toMillis(), List.of()));
        // While a statement was on its way the lane went from one task to the next.
        begins = doneAt[lane];
      }
      atWork[lane] = board.poll(lane);
      if (atWork[lane] == null) {
        return;
      }
      doneAt[lane] = begins.plus(each);
    }
  }
}
