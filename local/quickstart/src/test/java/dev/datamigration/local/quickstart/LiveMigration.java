package dev.datamigration.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.local.quickstart.comparison.ComparisonResult;
import dev.datamigration.local.quickstart.comparison.TableComparison;
import dev.datamigration.local.stack.EmbeddedStack;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A workflow under way: what a person does to it with kubectl, and what is seen of it. */
final class LiveMigration {
  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String LEDGER = "SNOWCONVERT_AI.DATA_MIGRATION.";
  private static final int THREADS = 2;

  /** A partition's task as the ledger has it. */
  record Task(String state, int attempt) {}

  private final EmbeddedStack stack;
  private final Path folder;
  private final List<MigratedTable> tables;
  private final WorkflowRun run;

  /**
   * @param folder for what comparing needs
   * @param run the workflow over these tables
   */
  private LiveMigration(
      EmbeddedStack stack, Path folder, List<MigratedTable> tables, WorkflowRun run) {
    this.stack = stack;
    this.folder = folder;
    this.tables = List.copyOf(tables);
    this.run = run;
  }

  /** Makes the targets' database and schema, once for a stack. */
  static void prepareTargets(EmbeddedStack stack) throws SQLException {
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS " + MigratedTable.TARGET_DATABASE);
      statement.execute(
          "CREATE SCHEMA IF NOT EXISTS " + MigratedTable.TARGET_DATABASE + ".ODDITIES");
    }
  }

  /** Applies a workflow that brings one worker of {@value #THREADS} threads. */
  static LiveMigration start(EmbeddedStack stack, Path folder, String name, GatedTable... tables) {
    return start(
        stack,
        folder,
        name,
        Arrays.stream(tables).map(GatedTable::table).toList(),
        Arrays.stream(tables).map(GatedTable::configuration).toList());
  }

  /**
   * The same over any tables.
   *
   * @param configurations their entries of {@code spec.tables}
   */
  static LiveMigration start(
      EmbeddedStack stack,
      Path folder,
      String name,
      List<MigratedTable> tables,
      List<Map<String, Object>> configurations) {
    return new LiveMigration(
        stack,
        folder,
        tables,
        WorkflowRun.apply(stack, name, WorkflowRun.spec(stack, configurations, 1, THREADS)));
  }

  private Resource<GenericKubernetesResource> resource() {
    return stack
        .kubernetes()
        .genericKubernetesResources("datamigration.dev/v1alpha1", "DataMigrationWorkflow")
        .inNamespace(stack.namespace())
        .withName(run.name());
  }

  static void until(Callable<Boolean> condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
  }

  /** Sets fields of the spec. */
  void set(Map<String, Object> fields) {
    edit(workflow -> workflow.<Map<String, Object>>get("spec").putAll(fields));
  }

  /** Sets a field of one table's entry. */
  void setTable(int index, String field, Object value) {
    edit(
        workflow ->
            workflow.<List<Map<String, Object>>>get("spec", "tables").get(index).put(field, value));
  }

  void annotate(String name, String value) {
    edit(
        workflow -> {
          Map<String, String> all = new HashMap<>();
          if (workflow.getMetadata().getAnnotations() != null) {
            all.putAll(workflow.getMetadata().getAnnotations());
          }
          all.put(name, value);
          workflow.getMetadata().setAnnotations(all);
        });
  }

  /** As kubectl edit does, again when the operator wrote the status in between. */
  private void edit(Consumer<GenericKubernetesResource> change) {
    until(
        () -> {
          try {
            resource()
                .edit(
                    workflow -> {
                      change.accept(workflow);
                      return workflow;
                    });
            return true;
          } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
              return false;
            }
            throw e;
          }
        });
  }

  void delete() {
    resource().delete();
  }

  boolean exists() {
    return resource().get() != null;
  }

  String phase() {
    return run.phase();
  }

  WorkflowRun run() {
    return run;
  }

  String id() {
    until(() -> run.workflowId().isPresent());
    return run.workflowId().orElseThrow();
  }

  /** The reason of the condition Suspended; empty before there is one. */
  String suspension() {
    return run.conditions().stream()
        .filter(condition -> "Suspended".equals(condition.get("type")))
        .map(condition -> String.valueOf(condition.get("reason")))
        .findFirst()
        .orElse("");
  }

  void awaitSuccess() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(run.verdict())
                    .as("phase %s, errors %s", run.phase(), run.firstErrors())
                    .isEqualTo(WorkflowRun.Verdict.SUCCEEDED));
  }

  /** The partitions' tasks of one table, by number. */
  Map<Integer, Task> tasks(int table) throws SQLException {
    Map<Integer, Task> tasks = new TreeMap<>();
    try (Connection connection = stack.snowflake().connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT t.PARTITION_NUMBER, t.STATE, t.ATTEMPT FROM "
                    + LEDGER
                    + "TASK t JOIN "
                    + LEDGER
                    + "TABLE_RUN r ON r.TABLE_ID = t.TABLE_ID"
                    + " WHERE t.WORKFLOW_ID = ? AND t.KIND = 'EXTRACT' AND r.ORDINAL = ?")) {
      statement.setString(1, id());
      statement.setInt(2, ordinals().get(table));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tasks.put(row.getInt(1), new Task(row.getString(2), row.getInt(3)));
        }
      }
    }
    return tasks;
  }

  private List<Integer> ordinals() throws SQLException {
    return column(
        "SELECT ORDINAL FROM " + LEDGER + "TABLE_RUN WHERE WORKFLOW_ID = ? ORDER BY ORDINAL",
        ResultSet::getInt);
  }

  /** How many attempts of this workflow's partitions succeeded. */
  long succeededAttempts() throws SQLException {
    return attempts("SUCCEEDED");
  }

  /** How many attempts of this workflow's partitions failed. */
  long failedAttempts() throws SQLException {
    return attempts("FAILED");
  }

  private long attempts(String outcome) throws SQLException {
    return column(
            "SELECT OUTCOME FROM " + LEDGER + "ATTEMPT WHERE WORKFLOW_ID = ? AND KIND = 'EXTRACT'",
            ResultSet::getString)
        .stream()
        .filter(outcome::equals)
        .count();
  }

  long count(int table, String state) throws SQLException {
    return tasks(table).values().stream().filter(task -> task.state().equals(state)).count();
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row, int column) throws SQLException;
  }

  private <T> List<T> column(String sql, Reading<T> reading) throws SQLException {
    try (Connection connection = stack.snowflake().connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id());
      List<T> values = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          values.add(reading.of(row, 1));
        }
      }
      return values;
    }
  }

  /** The workflow's staged files. */
  List<String> stagedFiles(String workflowId) throws SQLException {
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "LIST @" + LEDGER + "DATA_MIGRATION_STAGE/" + workflowId + "/")) {
      List<String> files = new ArrayList<>();
      while (row.next()) {
        files.add(row.getString("name"));
      }
      return files;
    }
  }

  /** As {@link #targetRows}; none before there is a target. */
  long targetRowsOrNone(int table) throws SQLException {
    return count(table, "SUCCEEDED") > 0 ? targetRows(table) : 0;
  }

  long targetRows(int table) throws SQLException {
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT COUNT(*) FROM " + tables.get(table).targetSql())) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Every row of the table is in its target once and unchanged. */
  void assertExact(int table) throws Exception {
    ComparisonResult result =
        new TableComparison(
                stack.source()::connect, stack.source().texts(), stack.snowflake()::connect, folder)
            .compare(tables.get(table).compared());
    assertThat(result.equal()).as("%s: %s", tables.get(table).label(), result).isTrue();
  }

  /** How many sessions the migration's user has at the source. */
  long sourceSessions() throws SQLException {
    return sourceSessions("true");
  }

  /** How many of them wait for a lock. */
  long blockedSourceSessions() throws SQLException {
    return sourceSessions("wait_event_type = 'Lock'");
  }

  private long sourceSessions(String condition) throws SQLException {
    try (Connection connection = stack.source().connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = ? AND " + condition)) {
      statement.setString(1, stack.source().reader().name());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Everything in the workflow's namespace that the operator has made. */
  List<String> ourObjects() {
    return Stream.<HasMetadata>concat(
            stack
                .kubernetes()
                .apps()
                .deployments()
                .inNamespace(stack.namespace())
                .list()
                .getItems()
                .stream(),
            Stream.concat(
                stack.kubernetes().pods().inNamespace(stack.namespace()).list().getItems().stream(),
                Stream.concat(
                    stack
                        .kubernetes()
                        .secrets()
                        .inNamespace(stack.namespace())
                        .list()
                        .getItems()
                        .stream(),
                    stack
                        .kubernetes()
                        .genericKubernetesResources("datamigration.dev/v1alpha1", "WorkerPool")
                        .inNamespace(stack.namespace())
                        .list()
                        .getItems()
                        .stream())))
        .filter(object -> !NOT_OURS.contains(object.getMetadata().getName()))
        .map(object -> object.getKind() + " " + object.getMetadata().getName())
        .toList();
  }

  /** The Secrets that a user has made. */
  private static final List<String> NOT_OURS =
      List.of("shop-source", "snowflake-operator", "snowflake-worker");
}
