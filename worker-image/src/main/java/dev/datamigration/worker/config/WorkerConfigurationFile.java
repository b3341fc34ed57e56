package dev.datamigration.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.error.WorkerErrorCode;
import dev.datamigration.worker.source.SourceSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the worker's TOML file. */
public final class WorkerConfigurationFile {
  private final Map<String, String> environment;

  /**
   * @param environment the process's variables
   */
  public WorkerConfigurationFile(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads a file and whatever it refers to.
   *
   * @throws DmwException {@code DMW-301} that lists everything that is wrong
   */
  public WorkerConfiguration read(Path file) {
    Findings findings = new Findings();
    JsonNode tree = TomlFile.read(file, findings);
    if (tree == null) {
      throw unusable(file, findings);
    }
    TomlSection top = new TomlSection("", tree, findings);
    checkTaskSource(top, findings);
    TomlSection application =
        top.section("application").orElseGet(() -> empty("application", findings));
    ApplicationSettings settings =
        new ApplicationSection(application, environment, findings).read();
    TomlSection connections =
        top.section("connections").orElseGet(() -> empty("connections", findings));
    SourceSettings source =
        new SourceSection(
                connections
                    .section("source")
                    .orElseGet(() -> empty("connections.source", findings)),
                findings)
            .read();
    Supplier<SnowflakeLogin> snowflake =
        new TargetSection(
                connections
                    .section("target")
                    .orElseGet(() -> empty("connections.target", findings)),
                new SnowflakeConnectionsFile(environment, findings),
                findings)
            .read();
    connections.warnOfUnknownKeys();
    top.warnOfUnknownKeys();
    if (!findings.errors().isEmpty()) {
      throw unusable(file, findings);
    }
    return new WorkerConfiguration(settings, source, snowflake, findings.warnings());
  }

  private static void checkTaskSource(TomlSection top, Findings findings) {
    String expected = "snowflake_stored_procedure";
    top.text("selected_task_source")
        .filter(word -> !word.equals(expected))
        .ifPresent(
            word ->
                findings.error(
                    "selected_task_source is \"" + word + "\"; the only one is " + expected));
  }

  private static TomlSection empty(String name, Findings findings) {
    return new TomlSection(name, TomlFile.emptyTable(), findings);
  }

  private static DmwException unusable(Path file, Findings findings) {
    List<String> lines = new ArrayList<>(findings.errors());
    findings.warnings().forEach(warning -> lines.add(warning + " (a warning)"));
    return new DmwException(
        WorkerErrorCode.BAD_CONFIGURATION,
        "The configuration " + file + " cannot be used: " + String.join("; ", lines) + ".",
        "Correct it and start the worker anew; docs/worker-configuration.md lists every key.");
  }
}
