package dev.datamigration.local.quickstart;

import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.SourcePlatform;
import dev.datamigration.local.stack.StackOptions;
import dev.datamigration.model.error.DmwException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the quickstart. */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    versionProvider = QuickstartMain.Version.class,
    sortOptions = false,
    description =
        "Migrates the TPC-H tables and some odd ones from a real PostgreSQL (or a stand-in for SQL"
            + " Server) into a Snowflake stand-in, with the real operator and real workers, and"
            + " compares every row.",
    exitCodeOnExecutionException = 1)
public final class QuickstartMain implements Callable<Integer> {
  private static final AtomicBoolean STOPPING = new AtomicBoolean();

  @Option(
      names = "--scale",
      defaultValue = "0.1",
      description = "TPC-H scale factor, 0.01 to 100; 1 is about a gigabyte (${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "--workers",
      defaultValue = "2",
      description = "Worker processes at most, 1 to 1000 (${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Partitions each worker works on at the same time, 1 to 64 (${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--source",
      defaultValue = "postgresql",
      converter = SourceConverter.class,
      description =
          "postgresql; redshift: the same server through Amazon's driver and dialect; sqlserver: a"
              + " stand-in through Microsoft's driver (${DEFAULT-VALUE}).")
  private SourcePlatform source;

  @Option(
      names = "--tables",
      split = ",",
      description = "Only these, such as lineitem,oddities.text_key; default: all.")
  private List<String> tables = List.of();

  @Option(
      names = "--keep",
      description = "Leave everything running at the end, and say how to reach it; Ctrl-C ends it.")
  private boolean keep;

  private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

  private QuickstartMain() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new QuickstartMain())
            .setExecutionExceptionHandler(QuickstartMain::explain)
            .execute(arguments));
  }

  private static int explain(
      Exception exception, CommandLine commandLine, CommandLine.ParseResult parsed)
      throws Exception {
    if (STOPPING.get()) {
      // The stack is being taken down under the work; what fails now is of no interest.
      return 1;
    }
    if (exception instanceof DmwException known) {
      commandLine.getErr().println(known.getMessage());
      return 1;
    }
    throw exception;
  }

  /** The build's version, as the jar's manifest tells it. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = QuickstartMain.class.getPackage().getImplementationVersion();
      return new String[] {"quickstart " + (version == null ? "(not packaged)" : version)};
    }
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    QuickstartOptions options = new QuickstartOptions(scale, workers, threads, source, tables);
    options.check();
    Path directory = TemporaryDirectory.create("dmw-quickstart-");
    out.println(
        "Starting "
            + source.server()
            + ", Snowflake stand-in, cluster and operator in "
            + directory);
    EmbeddedStack stack = EmbeddedStack.start(StackOptions.in(directory).withPlatform(source));
    Thread ending =
        new Thread(
            () -> {
              STOPPING.set(true);
              stack.close();
            },
            "end-of-stack");
    Runtime.getRuntime().addShutdownHook(ending);
    return run(stack, options, directory);
  }

  private int run(EmbeddedStack stack, QuickstartOptions options, Path directory)
      throws IOException, SQLException, InterruptedException {
    Quickstart quickstart = new Quickstart(stack, options);
    out.println("Creating " + quickstart.tables().size() + " tables at scale " + scale);
    quickstart.prepare();
    WorkflowRun workflow = quickstart.start();
    out.println("Migrating: DataMigrationWorkflow " + workflow.name());
    Duration time;
    try (ProgressDisplay display = display()) {
      time = quickstart.follow(workflow, display);
    }
    out.println("Comparing every row of source and target");
    QuickstartResult result = quickstart.compare(workflow, time, directory);
    ResultTable.print(result, out, CommandLine.Help.Ansi.AUTO);
    if (keep) {
      stay(stack);
    }
    return result.isPerfect() ? 0 : 1;
  }

  private ProgressDisplay display() {
    return CommandLine.Help.Ansi.AUTO.enabled() ? new BarProgress() : new PlainProgress(out);
  }

  private void stay(EmbeddedStack stack) throws InterruptedException {
    out.printf(
        """

        Everything still runs.
          export KUBECONFIG=%s
          kubectl get dmw,wp,srcconn,sfconn,pods
          source     %s  (user %s; password in Secret shop-source)
          Snowflake  %s  (token in %s)
        Ctrl-C ends it and leaves nothing behind.
        """,
        stack.cluster().kubeconfigFile(),
        stack.source().jdbcUrl(),
        stack.source().reader().name(),
        stack.snowflake().jdbcUrl(),
        stack.snowflakeProcess().personTokenFile());
    new CountDownLatch(1).await();
  }
}
