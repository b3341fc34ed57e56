package dev.datamigration.bench.chaos;

import dev.datamigration.bench.TemporaryFolder;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what came of a chaos run. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Migrates again and again while processes are killed, paused and restarted.")
public final class ChaosMain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--minutes",
      defaultValue = "3",
      description = "No migration is begun after so many (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--scale",
      defaultValue = "0.2",
      description = "TPC-H scale factor of the tables (default: ${DEFAULT-VALUE}).")
  private double scale;

  @Option(names = "--seed", description = "Of what goes wrong; default: another one each time.")
  private Long seed;

  /** Ends the process with 0 if there is nothing to complain of. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ChaosMain()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    long chosen = seed == null ? System.nanoTime() : seed;
    PrintWriter out = spec.commandLine().getOut();
    out.println("seed " + chosen);
    out.flush();
    try (TemporaryFolder folder = TemporaryFolder.create("dmw-chaos-")) {
      ChaosRun.Report report =
          new ChaosRun(
                  folder.path(),
                  new ChaosRun.Options(Duration.ofSeconds(Math.round(minutes * 60)), chosen, scale))
              .run();
      report.results().forEach(result -> out.println(result.resultLine()));
      out.println("went wrong: " + new TreeMap<>(report.strikes()));
      out.println("slowest recovery of the operator: " + report.slowestOperator());
      out.println("slowest recovery of a worker: " + report.slowestWorker());
      report.complaints().forEach(out::println);
      out.flush();
      return report.complaints().isEmpty() ? 0 : 1;
    }
  }
}
