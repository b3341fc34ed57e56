package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.QueryModifiers;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** How workers reach a source and how much they may ask of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.auth.type != 'iam' || self.platform == 'redshift'",
    message = "auth type iam is for platform redshift: write type password, with a secretRef",
    fieldPath = ".auth")
@ValidationRule(
    value = "self.platform == oldSelf.platform",
    message = "a connection's platform cannot change: create another SourceConnection",
    fieldPath = ".platform")
public record SourceConnectionSpec(
    @Required @JsonPropertyDescription("The kind of database. Cannot be changed.")
        Platform platform,
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "Host name or address of the database, as workers reach it. Live: takes effect as workers"
                + " are replaced one by one.")
        String host,
    @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
            "Default: 1433 for sqlserver, 5439 for redshift, 5432 for postgresql. Live: takes effect"
                + " as workers are replaced one by one.")
        Integer port,
    @Required
        @Size(min = 1, max = 255)
        @JsonPropertyDescription(
            "The database to connect to. Live: takes effect as workers are replaced one by one.")
        String database,
    @Required
        @JsonPropertyDescription(
            "How workers prove who they are. Live: takes effect as workers are replaced one by one.")
        SourceAuthentication auth,
    @JsonPropertyDescription(
            "Options for the database's driver by name, such as encrypt or sslmode; only names that"
                + " are known to be harmless are taken. Default: none. Live: takes effect as workers"
                + " are replaced one by one.")
        Map<String, String> options,
    @JsonPropertyDescription("How much the source may be asked at the same time.")
        SourceLimits limits,
    @JsonPropertyDescription(
            "Hints for every statement sent to this source; a workflow's default and a table win over"
                + " it. Takes effect at the next run.")
        QueryModifiers queryModifiers) {
  public SourceConnectionSpec {
    options = options == null ? null : Map.copyOf(options);
  }

  /** The port, or what is usual for the platform. */
  public int effectivePort() {
    if (port != null) {
      return port;
    }
    return switch (platform) {
      case SQLSERVER -> 1433;
      case REDSHIFT -> 5439;
      case POSTGRESQL -> 5432;
    };
  }
}
