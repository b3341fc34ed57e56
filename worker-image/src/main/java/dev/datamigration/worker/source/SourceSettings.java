package dev.datamigration.worker.source;

import java.util.Map;
import java.util.function.Supplier;

/**
 * How to reach a source.
 *
 * @param platform {@code postgresql}, {@code redshift}, {@code sqlserver}
 * @param authMethod {@code standard}, or {@code iam-provisioned-cluster} for Redshift
 * @param credentials asked at each login, so that a rotated Secret takes effect by itself; keys as
 *     in the worker's TOML, for example {@code username}, {@code password}
 * @param options handed to the driver; only names on the dialect's allow-list are accepted
 */
public record SourceSettings(
    String platform,
    String host,
    int port,
    String database,
    String authMethod,
    Supplier<Map<String, String>> credentials,
    Map<String, String> options) {
  public SourceSettings {
    options = Map.copyOf(options);
  }
}
