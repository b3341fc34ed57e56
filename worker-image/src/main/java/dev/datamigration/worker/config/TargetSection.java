package dev.datamigration.worker.config;

import dev.datamigration.ledger.connection.SnowflakeLogin;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@code [connections.target]}: the login itself, or the name of one. */
final class TargetSection {
  private static final String INLINE = "snowflake";
  private static final String NAMED = "snowflake_connection_name";

  private final TomlSection section;
  private final SnowflakeConnectionsFile connections;
  private final Findings findings;

  TargetSection(TomlSection section, SnowflakeConnectionsFile connections, Findings findings) {
    this.section = section;
    this.connections = connections;
    this.findings = findings;
  }

  /** The login; null, with an error found, if there is none. */
  Supplier<SnowflakeLogin> read() {
    Optional<TomlSection> inline = section.section(INLINE);
    Optional<TomlSection> named = section.section(NAMED);
    section.warnOfUnknownKeys();
    if (inline.isPresent() == named.isPresent()) {
      findings.error(
          inline.isPresent()
              ? "[connections.target] has both " + INLINE + " and " + NAMED
              : "[connections.target." + NAMED + "] connection_name is missing");
      return null;
    }
    if (inline.isPresent()) {
      return new SnowflakeSection(inline.get(), findings).read();
    }
    String name = named.get().requiredText("connection_name");
    named.get().warnOfUnknownKeys();
    return name.isEmpty()
        ? null
        : connections
            .entry(name)
            .map(entry -> new SnowflakeSection(entry, findings).read())
            .orElse(null);
  }
}
