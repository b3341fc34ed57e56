package dev.datamigration.worker.config;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.model.identifier.IdentifierRule;
import dev.datamigration.model.identifier.InvalidIdentifierException;
import dev.datamigration.model.identifier.SqlIdentifier;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Reads {@code [application]}. */
final class ApplicationSection {
  private static final double DAY = 86_400;

  private final TomlSection section;
  private final Map<String, String> environment;
  private final Findings findings;

  ApplicationSection(TomlSection section, Map<String, String> environment, Findings findings) {
    this.section = section;
    this.environment = environment;
    this.findings = findings;
  }

  ApplicationSettings read() {
    Duration heartbeat = section.seconds("heartbeat_interval", 10, 0.1, 60);
    Duration lease = section.seconds("lease", 30, 0.3, 600);
    if (heartbeat.multipliedBy(3).compareTo(lease) > 0) {
      findings.error(
          section.place("heartbeat_interval")
              + " is more than a third of lease ("
              + lease.toSeconds()
              + " s)");
    }
    ApplicationSettings settings =
        new ApplicationSettings(
            section.integer("max_parallel_tasks", 4, 1, 256),
            section.text("affinity").orElse(null),
            section.text("source_connection").orElse(null),
            section.text("host_name").orElseGet(this::machine),
            ledger(),
            section.text("local_results_directory").map(TomlSection::path).orElseGet(this::scratch),
            section.seconds("task_fetch_interval", 1, 0.1, 60),
            heartbeat,
            lease,
            section.seconds("idle_after", 600, 0, DAY),
            section.seconds("idle_interval", 300, 10, DAY),
            section.seconds("stall_timeout", 1800, 1, DAY),
            section.seconds("grace_period", 25, 0, DAY),
            healthPort());
    section.warnOfUnknownKeys();
    return settings;
  }

  private LedgerLocation ledger() {
    return new LedgerLocation(
        identifier("snowflake_database_for_metadata", LedgerLocation.DEFAULT.database()),
        identifier(
            "snowflake_schema_for_data_migration_metadata",
            LedgerLocation.DEFAULT.migrationSchema()),
        LedgerLocation.DEFAULT.validationSchema());
  }

  private String identifier(String key, String fallback) {
    String written = section.text(key).orElse(fallback);
    try {
      return SqlIdentifier.exact(written, IdentifierRule.SNOWFLAKE);
    } catch (InvalidIdentifierException e) {
      findings.error(section.place(key) + ": " + e.getMessage());
      return fallback;
    }
  }

  private Path scratch() {
    return Path.of(System.getProperty("java.io.tmpdir"), "dmw-worker");
  }

  private String machine() {
    String name = environment.get("HOSTNAME");
    if (name != null && !name.isBlank()) {
      return name;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      findings.error(section.place("host_name") + " is missing and this machine has no name");
      return "";
    }
  }

  private int healthPort() {
    int written = section.integer("health_port", 0, 0, 65_535);
    String replaced = environment.get("DMW_HEALTH_PORT");
    if (replaced == null || replaced.isBlank()) {
      return written;
    }
    try {
      int port = Integer.parseInt(replaced.trim());
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      findings.error("the environment variable DMW_HEALTH_PORT is not a number");
      return written;
    }
    findings.error("the environment variable DMW_HEALTH_PORT is not a port");
    return written;
  }
}
