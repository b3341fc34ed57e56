package dev.datamigration.operator.connection;

import dev.datamigration.operator.engine.api.SourceSnapshot;
import dev.datamigration.operator.resource.ConditionType;
import dev.datamigration.operator.resource.SourceConnectionStatus;
import dev.datamigration.operator.status.Conditions;
import dev.datamigration.operator.status.FailureReason;
import dev.datamigration.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Optional;

/** The status of a SourceConnection: a pure function. */
final class SourceConnectionStatusRenderer {
  private static final String NOT_TESTED = "NotTested";

  private SourceConnectionStatusRenderer() {}

  /**
   * @param before null if there is none yet
   * @param snapshot what workers say; when there are none, what they said last is kept
   */
  static SourceConnectionStatus render(
      SourceConnectionStatus before, long generation, SourceSnapshot snapshot, Instant now) {
    Conditions conditions =
        new Conditions(before == null ? null : before.conditions(), generation, now);
    Optional<Condition> known =
        conditions
            .stillValid(ConditionType.READY)
            .filter(condition -> !Verdict.UNKNOWN.word().equals(condition.getStatus()));
    if (snapshot.failure() != null) {
      conditions.set(
          ConditionType.READY,
          Verdict.FALSE,
          FailureReason.of(snapshot.failure().errorClass()),
          snapshot.failure().message());
    } else if (snapshot.tested()) {
      conditions.set(ConditionType.READY, Verdict.TRUE, "Reached", "A worker has logged in.");
    } else if (known.isPresent()) {
      conditions.keep(known.get());
    } else {
      conditions.set(
          ConditionType.READY,
          Verdict.UNKNOWN,
          NOT_TESTED,
          "No worker has tried it yet; one does when a workflow needs it.");
    }
    return new SourceConnectionStatus(generation, conditions.toList());
  }
}
