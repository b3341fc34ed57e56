package dev.datamigration.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.local.sqlserver.SqlServerStandIn;
import dev.datamigration.local.sqlserver.SqlServerUser;
import dev.datamigration.local.sqlserver.StandInOptions;
import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.StackOptions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A workflow whose source is SQL Server, with the operator and the worker as processes: tables with
 * a clustered key, a key of text with NULLs, no key and no rows.
 */
class SqlServerIT {
  private static final SqlServerUser READER = new SqlServerUser("reader", "r3ader");
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: mssql-source}
      stringData: {username: reader, password: r3ader}
      ---
      apiVersion: datamigration.dev/v1alpha1
      kind: SourceConnection
      metadata: {name: mssql}
      spec:
        platform: sqlserver
        host: "%s"
        port: %d
        database: erp
        auth: {type: password, secretRef: {name: mssql-source}}
        options: {encrypt: "false"}
      ---
      apiVersion: datamigration.dev/v1alpha1
      kind: DataMigrationWorkflow
      metadata: {name: from-mssql}
      spec:
        sourceConnectionRef: {name: mssql}
        snowflakeConnectionRef: {name: %s}
        workers: {minReplicas: 0, maxReplicas: 1, threads: 2}
        defaultTableConfiguration:
          source: {databaseName: erp, schemaName: dbo}
          target: {databaseName: LAKE, schemaName: ERP}
        tables:
          - {source: {tableName: orders}, target: {tableName: ORDERS}, maxPartitionSizeRows: 150}
          - {source: {tableName: customers}, target: {tableName: CUSTOMERS}, columnNamesToPartitionBy: [code], maxPartitionSizeRows: 20}
          - {source: {tableName: heap}, target: {tableName: HEAP}, columnNamesToPartitionBy: []}
          - {source: {tableName: empty}, target: {tableName: EMPTY}}
      """;

  @TempDir Path directory;

  @Test
  void everyTableIsMigratedWholeAndOnce() throws Exception {
    try (SqlServerStandIn server = SqlServerStandIn.start(StandInOptions.inMemory("erp", READER));
        EmbeddedStack stack = EmbeddedStack.start(StackOptions.in(directory.resolve("stack")))) {
      fill(server);
      try (Connection snowflake = stack.snowflake().connect();
          Statement statement = snowflake.createStatement()) {
        statement.execute("CREATE DATABASE LAKE");
        statement.execute("CREATE SCHEMA LAKE.ERP");
      }
      String yaml = OBJECTS.formatted(server.host(), server.port(), stack.snowflakeConnection());
      stack
          .kubernetes()
          .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
          .inNamespace(stack.namespace())
          .create();
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(status(stack)).contains("phase=Succeeded"));
      compare(server, stack, "orders", "SELECT CAST(id AS varchar(20)) FROM dbo.orders", "ID");
      compare(server, stack, "customers", "SELECT name FROM dbo.customers", "NAME");
      compare(server, stack, "heap", "SELECT CAST(v AS varchar(20)) FROM dbo.heap", "V");
      compare(server, stack, "empty", "SELECT CAST(id AS varchar(20)) FROM dbo.empty", "ID");
    }
  }

  private static void fill(SqlServerStandIn server) throws SQLException {
    try (Connection connection = server.connect(READER);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE dbo.orders (id bigint NOT NULL PRIMARY KEY CLUSTERED, placed datetime2(7), amount decimal(12,2))");
      statement.execute(
          "INSERT INTO dbo.orders SELECT value, CAST('2024-03-31T02:30:00.1234567' AS datetime2(7)), CAST(value AS decimal(12,2)) FROM GENERATE_SERIES(1, 1000)");
      statement.execute("CREATE TABLE dbo.customers (code nvarchar(20) NULL, name nvarchar(40))");
      statement.execute("CREATE CLUSTERED INDEX ix ON dbo.customers (code)");
      for (int i = 0; i < 100; i++) {
        String code = i % 9 == 0 ? "NULL" : "N'k" + (char) ('Ä' + i % 20) + i % 30 + "'";
        statement.execute("INSERT INTO dbo.customers VALUES (" + code + ", N'😀 " + i + "')");
      }
      statement.execute("CREATE TABLE dbo.heap (v int)");
      statement.execute("INSERT INTO dbo.heap VALUES (1), (1), (NULL)");
      statement.execute("CREATE TABLE dbo.empty (id int NOT NULL PRIMARY KEY)");
    }
  }

  private static String status(EmbeddedStack stack) {
    GenericKubernetesResource workflow =
        stack
            .kubernetes()
            .genericKubernetesResources("datamigration.dev/v1alpha1", "DataMigrationWorkflow")
            .inNamespace(stack.namespace())
            .withName("from-mssql")
            .get();
    return String.valueOf(workflow.<Object>get("status"));
  }

  private static void compare(
      SqlServerStandIn server, EmbeddedStack stack, String table, String source, String column)
      throws SQLException {
    List<String> there;
    List<String> here;
    try (Connection connection = server.connect(READER)) {
      there = column(connection, source);
    }
    try (Connection connection = stack.snowflake().connect()) {
      here = column(connection, "SELECT \"" + column + "\"::VARCHAR FROM LAKE.ERP." + table);
    }
    assertThat(here).as(table).containsExactlyInAnyOrderElementsOf(there);
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
