package dev.datamigration.worker.cli;

import dev.datamigration.ledger.connection.QueryTag;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.mailbox.JdbcStageUploads;
import dev.datamigration.ledger.mailbox.JdbcWorkerMailbox;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.worker.config.ApplicationSettings;
import dev.datamigration.worker.config.WorkerConfiguration;
import dev.datamigration.worker.health.HealthServer;
import dev.datamigration.worker.health.WorkerMetrics;
import dev.datamigration.worker.loop.SteadyClock;
import dev.datamigration.worker.loop.Worker;
import dev.datamigration.worker.scratch.ScratchSpace;
import dev.datamigration.worker.source.Source;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Works until it is told to stop. */
@Command(
    name = "run",
    description = "Takes tasks from the operator until it is told to stop (SIGTERM).",
    mixinStandardHelpOptions = true,
    versionProvider = WorkerVersion.class)
public final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private ConfigurationOption configuration;

  @Override
  public Integer call() throws InterruptedException {
    WorkerConfiguration read = configuration.read();
    ApplicationSettings settings = read.application();
    QueryTag tag = QueryTag.of("worker", WorkerVersion.text());
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // The mailbox has a session of its own, so that uploads never keep a heartbeat waiting.
    try (ScratchSpace scratch = ScratchSpace.open(settings.scratch());
        Source source = Sources.open(read.source());
        SnowflakeSessions mail = new SnowflakeSessions(read.snowflake(), 1, tag);
        SnowflakeSessions files = new SnowflakeSessions(read.snowflake(), settings.lanes(), tag)) {
      Worker worker =
          new Worker(
              settings,
              describe(read, scratch.slot()),
              new JdbcWorkerMailbox(mail, settings.ledger()),
              new JdbcStageUploads(files, settings.ledger()),
              source,
              scratch,
              new WorkerMetrics(registry),
              new SteadyClock());
      TerminationSignals.listen(worker::stop);
      return settings.healthPort() == 0
          ? run(worker)
          : runWithHealth(worker, settings.healthPort(), registry);
    }
  }

  private static int runWithHealth(Worker worker, int port, PrometheusMeterRegistry registry)
      throws InterruptedException {
    try (HealthServer health = HealthServer.open(port, worker, registry::scrape)) {
      LOG.info("Health endpoints on port {}", health.port());
      return run(worker);
    }
  }

  private static int run(Worker worker) throws InterruptedException {
    return worker.run() == Worker.End.STOPPED ? 0 : WorkerMain.FAILED;
  }

  private static WorkerDescription describe(WorkerConfiguration read, int slot) {
    ApplicationSettings settings = read.application();
    String host = slot == 0 ? settings.hostName() : settings.hostName() + "#" + slot;
    return new WorkerDescription(
        host + "/" + UUID.randomUUID(),
        host,
        settings.affinity(),
        read.source().platform(),
        settings.sourceConnection(),
        settings.lanes(),
        WorkerVersion.text());
  }
}
