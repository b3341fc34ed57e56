package dev.datamigration.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.worker.loop.HeldTask.CancelReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HangWatchTest {
  private static final Duration STALL = Duration.ofMinutes(30);

  private final VirtualClock clock = new VirtualClock();
  private final LeaseContact contact = new LeaseContact(Duration.ofSeconds(30));
  private final TaskBoard board =
      new TaskBoard(1, new Outbox("w", clock), contact, clock, () -> {});
  private Instant lastTurn = clock.instant();
  private final HangWatch watch = new HangWatch(board, () -> lastTurn, STALL, clock);
  private HeldTask task;

  @BeforeEach
  void aTaskRuns() {
    contact.reported(clock.instant());
    contact.asked(clock.instant());
    board.reconcile(List.of(Tasks.assignment(1)));
    task = board.poll(0);
  }

  @Test
  void aTaskThatMovesOnIsLeftAlone() {
    for (int i = 0; i < 10; i++) {
      clock.advance(STALL.dividedBy(2));
      lastTurn = clock.instant();
      task.progressed(i, i, clock.instant());
      watch.look();
    }

    assertThat(task.cancelReason()).isNull();
    assertThat(watch.hanging()).isNull();
  }

  @Test
  void aTaskThatStallsIsCancelledAndHangsIfThatDoesNotEndIt() {
    clock.advance(STALL.plusSeconds(1));
    lastTurn = clock.instant();
    watch.look();

    assertThat(task.cancelReason()).isEqualTo(CancelReason.STALLED);
    assertThat(task.cancellation().requested()).isTrue();
    assertThat(watch.hanging()).isNull();

    clock.advance(STALL.plusSeconds(1));
    lastTurn = clock.instant();
    assertThat(watch.hanging()).contains("w/1/t/1").contains("has not ended");

    board.endedSilently(task);
    assertThat(watch.hanging()).isNull();
  }

  @Test
  void aCorrespondenceThatDoesNotComeRoundHangs() {
    clock.advance(Duration.ofMinutes(6));

    assertThat(watch.hanging()).contains("correspondence");
  }
}
