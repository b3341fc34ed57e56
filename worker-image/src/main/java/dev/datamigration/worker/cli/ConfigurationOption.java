package dev.datamigration.worker.cli;

import dev.datamigration.worker.config.WorkerConfiguration;
import dev.datamigration.worker.config.WorkerConfigurationFile;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** {@code --config}, which every command needs. */
public final class ConfigurationOption {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationOption.class);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      defaultValue = "${env:DMW_WORKER_CONFIG}",
      description = "The configuration, in TOML. Default: the environment's DMW_WORKER_CONFIG.")
  private Path file;

  /** Reads the file and logs its warnings. */
  WorkerConfiguration read() {
    WorkerConfiguration configuration = new WorkerConfigurationFile(System.getenv()).read(file);
    configuration.warnings().forEach(warning -> LOG.warn("{}: {}", file, warning));
    return configuration;
  }
}
