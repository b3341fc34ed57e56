package dev.datamigration.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.WorkerEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker does with assignments the operator wants back. */
class RecallTest {
  private final VirtualClock clock = new VirtualClock();
  private final Outbox outbox = new Outbox("worker", clock);
  private final LeaseContact contact = new LeaseContact(Duration.ofSeconds(30));
  private final TaskBoard board = new TaskBoard(1, outbox, contact, clock, () -> {});

  RecallTest() {
    contact.reported(clock.instant());
    contact.asked(clock.instant());
  }

  @Test
  void anAssignmentFirstHeardOfWithItsRecallIsHandedBackOnce() {
    assertThat(board.reconcile(List.of(Tasks.assignment(1, Recall.UNLESS_BEGUN)))).isFalse();
    board.reconcile(List.of(Tasks.assignment(1, Recall.UNLESS_BEGUN)));

    assertThat(board.poll(0)).isNull();
    assertThat(outbox.next(null))
        .extracting(EventEnvelope::event)
        .containsExactly(new WorkerEvent.Released("w/1/t/1", 1, "the operator recalled it"));
  }

  @Test
  void somebodyWaitsForTheAnswer() {
    board.reconcile(List.of(Tasks.assignment(1)));
    board.reconcile(List.of(Tasks.assignment(1, Recall.ALWAYS)));

    assertThat(outbox.state().pressing()).isTrue();
    assertThat(board.stock().holdsNothing()).isTrue();
  }

  @Test
  void whatIsReadToItsEndIsNotThrownAway() {
    board.reconcile(List.of(Tasks.assignment(1), Tasks.assignment(2)));
    HeldTask uploading = board.poll(0);
    board.readToTheEnd(uploading);
    HeldTask running = board.poll(0);

    board.reconcile(
        List.of(Tasks.assignment(1, Recall.ALWAYS), Tasks.assignment(2, Recall.ALWAYS)));

    assertThat(uploading.cancelReason()).isNull();
    assertThat(running.cancelReason()).isEqualTo(HeldTask.CancelReason.RECALLED);
  }

  @Test
  void aRecallThatIsWithdrawnInTimeChangesNothing() {
    board.reconcile(List.of(Tasks.assignment(1), Tasks.assignment(2)));
    HeldTask running = board.poll(0);
    board.reconcile(List.of(Tasks.assignment(1, Recall.UNLESS_BEGUN), Tasks.assignment(2)));
    board.reconcile(List.of(Tasks.assignment(1), Tasks.assignment(2)));

    assertThat(running.cancelReason()).isNull();
    assertThat(board.poll(0)).isNotNull();
    assertThat(outbox.state().count()).isZero();
  }
}
