package dev.datamigration.local.quickstart;

import dev.datamigration.local.quickstart.comparison.ComparisonResult;
import dev.datamigration.local.quickstart.comparison.TableComparison;
import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.StackErrorCode;
import dev.datamigration.model.error.DmwException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of the quickstart on a stack that runs. */
public final class Quickstart {
  /** The workflow's name. */
  public static final String WORKFLOW = "shop-to-lake";

  private static final Logger LOG = LoggerFactory.getLogger(Quickstart.class);
  private static final long POLL_MILLISECONDS = 500;

  private final EmbeddedStack stack;
  private final QuickstartOptions options;
  private final List<MigratedTable> tables;

  /**
   * @throws DmwException when the options name a table that is not there
   */
  public Quickstart(EmbeddedStack stack, QuickstartOptions options) {
    this.stack = stack;
    this.options = options;
    this.tables = SampleTables.chosen(options);
  }

  /** The tables it migrates. */
  public List<MigratedTable> tables() {
    return tables;
  }

  /** Creates and fills the source's tables, and the schemas they are to go to. */
  public void prepare() throws SQLException {
    SampleTables.load(stack.source(), tables, options.scale());
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS " + MigratedTable.TARGET_DATABASE);
      for (String schema :
          new TreeSet<>(tables.stream().map(MigratedTable::targetSchema).toList())) {
        statement.execute(
            "CREATE SCHEMA IF NOT EXISTS " + MigratedTable.TARGET_DATABASE + "." + schema);
      }
    }
  }

  /** Applies the workflow. */
  public WorkflowRun start() {
    return WorkflowRun.start(stack, WORKFLOW, tables, options.workers(), options.threads());
  }

  /**
   * Waits for the workflow's end, showing how it comes along.
   *
   * @return how long it took
   * @throws DmwException when the workflow fails or needs a person
   */
  public Duration follow(WorkflowRun run, ProgressDisplay display) throws InterruptedException {
    long started = System.nanoTime();
    LedgerView ledger = new LedgerView(stack.snowflake()::connect);
    WorkflowRun.Verdict verdict = run.verdict();
    while (verdict == WorkflowRun.Verdict.RUNNING && !run.isStalled()) {
      display.show(run.phase(), progress(run, ledger));
      TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
      verdict = run.verdict();
    }
    Duration time = Duration.ofNanos(System.nanoTime() - started);
    display.show(run.phase(), progress(run, ledger));
    if (verdict != WorkflowRun.Verdict.SUCCEEDED) {
      throw new DmwException(
          StackErrorCode.MIGRATION_FAILED,
          FailureReport.of(stack, run),
          "It is not tried again. Run with --keep to look at everything with kubectl.");
    }
    return time;
  }

  private List<TableProgress> progress(WorkflowRun run, LedgerView ledger) {
    Optional<String> id = run.workflowId();
    if (id.isEmpty()) {
      return List.of();
    }
    try {
      return ledger.tables(id.get());
    } catch (SQLException e) {
      LOG.debug("no progress to show: {}", e.getMessage());
      return List.of();
    }
  }

  /** Compares every table with its target, independently of the product. */
  public QuickstartResult compare(WorkflowRun run, Duration time, Path folder)
      throws SQLException, IOException {
    TableComparison comparison =
        new TableComparison(
            stack.source()::connect, stack.source().texts(), stack.snowflake()::connect, folder);
    List<TableProgress> progress =
        new LedgerView(stack.snowflake()::connect).tables(run.workflowId().orElseThrow());
    List<TableOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      MigratedTable table = tables.get(i);
      ComparisonResult result = comparison.compare(table.compared());
      long bytes = stack.source().tableBytes(table.sourceSql());
      outcomes.add(new TableOutcome(table, result, bytes, progress.get(i).time()));
    }
    return new QuickstartResult(outcomes, time);
  }
}
