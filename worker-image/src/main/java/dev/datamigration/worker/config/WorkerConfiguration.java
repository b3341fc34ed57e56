package dev.datamigration.worker.config;

import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.worker.source.SourceSettings;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything a worker is told before it starts.
 *
 * @param snowflake asked at each login, so that a rotated secret takes effect by itself
 * @param warnings what is odd about the file, for the log
 */
public record WorkerConfiguration(
    ApplicationSettings application,
    SourceSettings source,
    Supplier<SnowflakeLogin> snowflake,
    List<String> warnings) {
  public WorkerConfiguration {
    warnings = List.copyOf(warnings);
  }
}
