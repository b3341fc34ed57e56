package dev.datamigration.crash;

import dev.datamigration.ledger.schema.LedgerSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records moments of a migration for {@link UpgradeTest}, evenly over its calls. Not run with the
 * tests; once for a new schema version: {@code ./mvnw -pl bench -am test -Dtest=RecordLedgers
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class RecordLedgers {
  private static final int MOMENTS = 12;

  @TempDir Path folder;

  /** One that makes its ledger; its names are the same each time. */
  static Simulation simulation(Account account) throws SQLException {
    return new Simulation(account, 1, CrashCase.undisturbed(Scenario.DIRECT, true, 1));
  }

  @Test
  void record() throws Exception {
    int calls;
    int first;
    try (Account account = new Account(folder.resolve("whole"));
        Simulation simulation = simulation(account)) {
      first = simulation.runUntilCall(0).isEmpty() ? 0 : simulation.calls().made().size();
      simulation.run();
      calls = simulation.calls().made().size();
    }
    for (int i = 0; i < MOMENTS; i++) {
      int made = first + (calls - first) * i / MOMENTS;
      try (Account account = new Account(folder.resolve("moment-" + i));
          Simulation simulation = simulation(account)) {
        String last = simulation.runUntilCall(made);
        RecordedLedger.of(account, simulation.ledger(), simulation.targetSchema(), last)
            .write(
                UpgradeTest.RECORDED.resolve(
                    "v%d/after-call-%03d.json".formatted(LedgerSchema.VERSION, made)));
      }
    }
  }
}
