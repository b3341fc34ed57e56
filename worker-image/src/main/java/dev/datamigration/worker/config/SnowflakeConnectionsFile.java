package dev.datamigration.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The files in which Snowflake's own tools keep connections: {@code connections.toml}, else {@code
 * config.toml}, in the folder {@code SNOWFLAKE_HOME}, else {@code ~/.snowflake}, else the
 * platform's place for configuration.
 */
final class SnowflakeConnectionsFile {
  private final Map<String, String> environment;
  private final Findings findings;

  SnowflakeConnectionsFile(Map<String, String> environment, Findings findings) {
    this.environment = environment;
    this.findings = findings;
  }

  /** The entry of that name; empty, with an error found, if there is none. */
  Optional<TomlSection> entry(String name) {
    Path folder = folder();
    Path own = folder.resolve("connections.toml");
    boolean inOwnFile = Files.exists(own);
    Path file = inOwnFile ? own : folder.resolve("config.toml");
    JsonNode tree = TomlFile.read(file, findings);
    if (tree == null) {
      return Optional.empty();
    }
    JsonNode entry = inOwnFile ? tree.path(name) : tree.path("connections").path(name);
    String place = inOwnFile ? name : "connections." + name;
    if (!entry.isObject()) {
      findings.error(file + " has no table [" + place + "]");
      return Optional.empty();
    }
    return Optional.of(new TomlSection(place, entry, findings));
  }

  private Path folder() {
    String named = environment.get("SNOWFLAKE_HOME");
    if (named != null && !named.isBlank()) {
      return TomlSection.path(named);
    }
    Path home = Path.of(System.getProperty("user.home"));
    Path dotted = home.resolve(".snowflake");
    if (Files.isDirectory(dotted)) {
      return dotted;
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("win")) {
      return home.resolve("AppData").resolve("Local").resolve("snowflake");
    }
    if (system.contains("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("snowflake");
    }
    String configured = environment.get("XDG_CONFIG_HOME");
    Path base =
        configured == null || configured.isBlank() ? home.resolve(".config") : Path.of(configured);
    return base.resolve("snowflake");
  }
}
