package dev.datamigration.operator.connection;

import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.ConnectionSnapshot.State;
import dev.datamigration.operator.resource.ConditionType;
import dev.datamigration.operator.resource.SnowflakeConnectionStatus;
import dev.datamigration.operator.status.Conditions;
import dev.datamigration.operator.status.FailureReason;
import dev.datamigration.operator.status.Verdict;
import java.time.Instant;
import java.util.Optional;

/** The status of a SnowflakeConnection: a pure function. */
final class SnowflakeConnectionStatusRenderer {
  private SnowflakeConnectionStatusRenderer() {}

  /**
   * @param before null if there is none yet
   * @param unreadable why the login could not even be put together; null if it could
   * @param snapshot what the engine says of the connection
   */
  static SnowflakeConnectionStatus render(
      SnowflakeConnectionStatus before,
      long generation,
      Failure unreadable,
      Optional<ConnectionSnapshot> snapshot,
      Instant now) {
    Conditions conditions =
        new Conditions(before == null ? null : before.conditions(), generation, now);
    Integer ledger =
        snapshot
            .map(ConnectionSnapshot::ledgerVersion)
            .filter(version -> version > 0)
            .orElse(before == null ? null : before.ledgerVersion());
    if (unreadable != null) {
      failed(conditions, unreadable);
      return new SnowflakeConnectionStatus(generation, conditions.toList(), ledger);
    }
    Optional<ConnectionSnapshot> current =
        snapshot.filter(found -> found.observedGeneration() >= generation);
    Failure failure = current.map(ConnectionSnapshot::failure).orElse(null);
    if (failure != null) {
      failed(conditions, failure);
    } else if (current.map(ConnectionSnapshot::state).orElse(State.TESTING) == State.READY) {
      conditions.set(
          ConditionType.READY,
          Verdict.TRUE,
          "LoggedIn",
          "The operator has logged in; the ledger's version is " + ledger + ".");
    } else {
      conditions.set(
          ConditionType.READY,
          Verdict.UNKNOWN,
          "NotTested",
          "The operator has not tried to log in yet.");
    }
    return new SnowflakeConnectionStatus(generation, conditions.toList(), ledger);
  }

  private static void failed(Conditions conditions, Failure failure) {
    conditions.set(
        ConditionType.READY,
        Verdict.FALSE,
        FailureReason.of(failure.errorClass()),
        failure.message());
  }
}
