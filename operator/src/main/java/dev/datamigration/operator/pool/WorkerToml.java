package dev.datamigration.operator.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.resource.MetadataLocation;
import dev.datamigration.operator.resource.SecretKeys;
import dev.datamigration.operator.resource.SnowflakeAuthentication;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SnowflakeConnectionSpec;
import dev.datamigration.operator.resource.SourceAuthentication;
import dev.datamigration.operator.resource.SourceConnection;
import dev.datamigration.operator.resource.SourceConnectionSpec;
import dev.datamigration.operator.resource.WorkerAccess;
import dev.datamigration.operator.resource.WorkerPool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration file of a pool's workers, as {@code docs/worker-configuration.md} describes it:
 * a pure function. It holds no secret, only the paths of files that Secrets are mounted as.
 */
final class WorkerToml {
  private static final TomlMapper TOML = new TomlMapper();

  private WorkerToml() {}

  /**
   * @param passphrase whether the workers' private key is encrypted
   * @param lease after which the engine gives a silent worker up
   */
  static String render(
      WorkerPool pool,
      SourceConnection source,
      SnowflakeConnection snowflake,
      boolean passphrase,
      Duration lease) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("selected_task_source", "snowflake_stored_procedure");
    root.put("application", application(pool, source, snowflake.getSpec().metadata(), lease));
    root.put(
        "connections",
        Map.of(
            "source",
            Map.of(source.getSpec().platform().word(), source(source.getSpec())),
            "target",
            Map.of("snowflake", snowflake(snowflake.getSpec(), passphrase))));
    try {
      return TOML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> application(
      WorkerPool pool, SourceConnection source, MetadataLocation metadata, Duration lease) {
    Map<String, Object> application = new LinkedHashMap<>();
    application.put("max_parallel_tasks", PoolSizing.threads(pool.getSpec()));
    put(application, "affinity", pool.getSpec().affinity());
    application.put("source_connection", ObjectKeys.of(source).toString());
    if (metadata != null) {
      put(application, "snowflake_database_for_metadata", metadata.database());
      put(application, "snowflake_schema_for_data_migration_metadata", metadata.migrationSchema());
    }
    application.put("local_results_directory", WorkerLayout.SCRATCH);
    application.put("lease", lease.toSeconds());
    application.put("heartbeat_interval", Math.max(1, lease.toSeconds() / 3));
    application.put("grace_period", WorkerLayout.GRACE_SECONDS);
    application.put("health_port", WorkerLayout.HEALTH_PORT);
    return application;
  }

  private static Map<String, Object> source(SourceConnectionSpec spec) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("host", spec.host());
    source.put("port", spec.effectivePort());
    source.put("database", spec.database());
    SourceAuthentication auth = spec.auth();
    if (auth.type() == SourceAuthentication.Type.IAM) {
      source.put("auth_method", "iam-provisioned-cluster");
      put(source, "cluster_id", auth.clusterId());
      put(source, "region", auth.region());
      put(source, "username", auth.username());
      if (auth.secretRef() != null) {
        source.put("access_key_id_file", sourceFile(SecretKeys.ACCESS_KEY_ID));
        source.put("secret_access_key_file", sourceFile(SecretKeys.SECRET_ACCESS_KEY));
      }
    } else {
      source.put("username_file", sourceFile(SecretKeys.USERNAME));
      source.put("password_file", sourceFile(SecretKeys.PASSWORD));
    }
    if (spec.options() != null && !spec.options().isEmpty()) {
      source.put("options", new TreeMap<>(spec.options()));
    }
    return source;
  }

  private static Map<String, Object> snowflake(SnowflakeConnectionSpec spec, boolean passphrase) {
    WorkerAccess workers = spec.workers();
    Map<String, Object> target = new LinkedHashMap<>();
    put(target, "account", spec.account());
    put(target, "url", spec.url());
    put(target, "role", workers == null || workers.role() == null ? spec.role() : workers.role());
    put(
        target,
        "warehouse",
        workers == null || workers.warehouse() == null ? spec.warehouse() : workers.warehouse());
    credential(target, authentication(spec), passphrase);
    return target;
  }

  /** How workers log in: their own way, or the operator's. */
  static SnowflakeAuthentication authentication(SnowflakeConnectionSpec spec) {
    return spec.workers() == null || spec.workers().auth() == null
        ? spec.auth()
        : spec.workers().auth();
  }

  private static void credential(
      Map<String, Object> target, SnowflakeAuthentication auth, boolean passphrase) {
    switch (auth.type()) {
      case PAT -> {
        target.put("authenticator", "PROGRAMMATIC_ACCESS_TOKEN");
        target.put("token_file_path", snowflakeFile(SecretKeys.TOKEN));
      }
      case OAUTH -> {
        target.put("authenticator", "OAUTH");
        target.put("token_file_path", snowflakeFile(SecretKeys.TOKEN));
      }
      case KEY_PAIR -> {
        target.put("authenticator", "SNOWFLAKE_JWT");
        target.put("user_file", snowflakeFile(SecretKeys.USERNAME));
        target.put("private_key_file", snowflakeFile(SecretKeys.PRIVATE_KEY));
        if (passphrase) {
          target.put("private_key_file_pwd_file", snowflakeFile(SecretKeys.PASSPHRASE));
        }
      }
      case WORKLOAD_IDENTITY -> {
        target.put("authenticator", "WORKLOAD_IDENTITY");
        target.put("workload_identity_provider", auth.provider().name());
        if (auth.provider() == SnowflakeAuthentication.Provider.OIDC) {
          target.put("token_file_path", snowflakeFile(SecretKeys.TOKEN));
        }
      }
      case PASSWORD -> {
        target.put("authenticator", "snowflake");
        target.put("user_file", snowflakeFile(SecretKeys.USERNAME));
        target.put("password_file", snowflakeFile(SecretKeys.PASSWORD));
      }
    }
  }

  private static String sourceFile(String key) {
    return WorkerLayout.SOURCE_SECRET + "/" + key;
  }

  private static String snowflakeFile(String key) {
    return WorkerLayout.SNOWFLAKE_SECRET + "/" + key;
  }

  private static void put(Map<String, Object> table, String key, Object value) {
    if (value != null) {
      table.put(key, value);
    }
  }
}
