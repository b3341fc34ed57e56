package dev.datamigration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Migrations that an earlier version had under way are brought to their end by this one: every
 * moment in {@code src/test/resources/ledger/v<schema version>}, as the version of that time left
 * it. What is recorded stays as it is for ever; {@link RecordLedgers} adds the moments of a new
 * schema version.
 */
class UpgradeTest {
  static final Path RECORDED = Path.of("src", "test", "resources", "ledger");

  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> aMigrationUnderWayIsBroughtToItsEnd() throws IOException {
    return ofEachMoment(RecordedLedger::read);
  }

  /** Operator and workers are replaced one after the other, so either may be the older. */
  @TestFactory
  Stream<DynamicTest> messagesOfALaterVersionAreUnderstoodWithoutWhatTheyAdd() throws IOException {
    return ofEachMoment(moment -> RecordedLedger.read(moment).withUnknownKeys());
  }

  @FunctionalInterface
  private interface Reading {
    RecordedLedger read(Path moment) throws IOException;
  }

  private static Stream<DynamicTest> ofEachMoment(Reading reading) throws IOException {
    List<Path> moments;
    try (Stream<Path> files = Files.walk(RECORDED)) {
      moments = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(moments).isNotEmpty();
    return moments.stream()
        .map(
            moment ->
                DynamicTest.dynamicTest(
                    RECORDED.relativize(moment).toString(),
                    () -> bringToItsEnd(reading.read(moment))));
  }

  private static void bringToItsEnd(RecordedLedger recorded) throws Exception {
    try (Account account = new Account(Files.createTempDirectory(folder, "account"));
        Simulation simulation = RecordLedgers.simulation(account)) {
      recorded.restore(account, simulation.ledger(), simulation.targetSchema());
      simulation.run();
      new Invariants(account, simulation).check(simulation.snapshot());
    }
  }
}
