package dev.datamigration.bench.roundtrips;

import dev.datamigration.bench.TemporaryFolder;
import dev.datamigration.bench.roundtrips.RoundTrips.Measurement;
import dev.datamigration.bench.roundtrips.RoundTrips.Scenario;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a table of many partitions costs Snowflake in statements. */
@Command(
    name = "round-trips",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Counts the statements that one table costs in Snowflake.")
public final class RoundTripsMain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--partitions",
      defaultValue = "1000",
      description = "partitions of the table (default: ${DEFAULT-VALUE})")
  private int partitions;

  @Option(
      names = "--lanes",
      defaultValue = "4",
      description = "lanes of the worker (default: ${DEFAULT-VALUE})")
  private int lanes;

  @Option(
      names = "--tick",
      defaultValue = "PT1S",
      description =
          "between two looks of the operator (default: ${DEFAULT-VALUE}, as in production)")
  private Duration tick;

  @Option(
      names = "--upload-delay",
      defaultValue = "PT0S",
      description = "added to each PUT (default: ${DEFAULT-VALUE})")
  private Duration uploadDelay;

  /** Ends the process with 0 if the migration succeeded. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RoundTripsMain()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("dmw-round-trips-")) {
      Measurement seen =
          new RoundTrips(folder.path(), new Scenario(partitions, 10, lanes, tick, uploadDelay))
              .run();
      print(seen);
      return seen.rows() == 10L * partitions && seen.distinctRows() == seen.rows() ? 0 : 1;
    }
  }

  private void print(Measurement seen) {
    PrintWriter out = spec.commandLine().getOut();
    print(out, "operator", seen.operator());
    print(out, "worker", seen.worker());
    out.printf("worker    %,7d PUT, not counted above%n", seen.uploads());
    out.printf("worker    %,7d heartbeats at most, counted above%n", seen.heartbeats());
    out.printf(
        "%s: %,d rows, %,d distinct, in %.1f s%n",
        seen.phase(), seen.rows(), seen.distinctRows(), seen.time().toMillis() / 1000.0);
    out.flush();
  }

  private void print(PrintWriter out, String who, StatementCounts counts) {
    out.printf(
        "%-9s %,7d statements, %.3f a partition: %s%n",
        who, counts.total(), counts.total() / (double) partitions, counts.byKeyword());
  }
}
