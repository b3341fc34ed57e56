package dev.datamigration.worker.config;

import dev.datamigration.worker.source.SourceSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code [connections.source]}. */
final class SourceSection {
  private static final Map<String, Integer> PORTS =
      Map.of(
          "postgresql", 5432,
          "redshift", 5439,
          "sqlserver", 1433,
          "azure_synapse", 1433,
          "oracle", 1521,
          "teradata", 1025,
          "db2", 50_000,
          "bigquery", 443);
  private static final String STANDARD = "standard";
  private static final String IAM = "iam-provisioned-cluster";

  /** What a login may need; each may stand in a file of its own. */
  private static final List<String> CREDENTIALS =
      List.of("username", "password", "cluster_id", "region", "access_key_id", "secret_access_key");

  private final TomlSection section;
  private final Findings findings;

  SourceSection(TomlSection section, Findings findings) {
    this.section = section;
    this.findings = findings;
  }

  /** The settings; null, with an error found, if no platform is named. */
  SourceSettings read() {
    List<String> named = PORTS.keySet().stream().filter(section::has).sorted().toList();
    section.warnOfUnknownKeys();
    if (named.size() != 1) {
      findings.error(
          named.isEmpty()
              ? "[connections.source.PLATFORM] is missing, for example [connections.source.postgresql]"
              : "[connections.source] names several platforms: " + String.join(", ", named));
      return null;
    }
    return section.section(named.get(0)).map(table -> read(named.get(0), table)).orElse(null);
  }

  private SourceSettings read(String platform, TomlSection table) {
    String auth = table.text("auth_method").orElse(STANDARD);
    Map<String, SecretText> credentials = new LinkedHashMap<>();
    for (String key : CREDENTIALS) {
      table.secret(key, key + "_file").ifPresent(value -> credentials.put(key, value));
    }
    require(table, auth, credentials);
    Optional<TomlSection> options = table.section("options");
    SourceSettings settings =
        new SourceSettings(
            platform,
            table.requiredText("host"),
            table.integer("port", PORTS.get(platform), 1, 65_535),
            table.requiredText("database"),
            auth,
            () -> readAll(credentials),
            options.map(TomlSection::texts).orElse(Map.of()));
    table.warnOfUnknownKeys();
    return settings;
  }

  private void require(TomlSection table, String auth, Map<String, SecretText> credentials) {
    List<String> needed;
    switch (auth) {
      case STANDARD -> needed = List.of("username", "password");
      case IAM -> needed = List.of("username", "cluster_id", "region");
      default -> {
        findings.error(table.place("auth_method") + " is neither " + STANDARD + " nor " + IAM);
        return;
      }
    }
    for (String key : needed) {
      if (!credentials.containsKey(key)) {
        findings.error(table.place(key) + " (or " + key + "_file) is missing");
      }
    }
  }

  private static Map<String, String> readAll(Map<String, SecretText> credentials) {
    Map<String, String> read = new LinkedHashMap<>();
    credentials.forEach((key, value) -> read.put(key, value.read()));
    return read;
  }
}
