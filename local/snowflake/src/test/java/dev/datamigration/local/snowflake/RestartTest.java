package dev.datamigration.local.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RestartTest {
  @TempDir Path scratch;
  private Path data;
  private String account;

  @BeforeEach
  void account() throws IOException {
    data = scratch.resolve("data");
    Path token = Files.writeString(scratch.resolve("token"), "the-token\n");
    account = "ann:ANALYST:" + token;
  }

  private static Connection connect(int port) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("ssl", "off");
    properties.setProperty("account", "local");
    properties.setProperty("authenticator", "PROGRAMMATIC_ACCESS_TOKEN");
    properties.setProperty("token", "the-token");
    properties.setProperty("disablePlatformDetection", "true");
    return DriverManager.getConnection("jdbc:snowflake://127.0.0.1:" + port + "/", properties);
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void whatWasCommittedAndUploadedSurvivesAKillAndNothingElseDoes() throws Exception {
    Path file = Files.writeString(scratch.resolve("a.csv"), "abc");
    try (ServerProcess server = ServerProcess.start(data, account)) {
      // Never closed: the driver would try for five minutes to tell the server, which is dead.
      execute(
          connect(server.port()),
          "CREATE DATABASE LAKE",
          "CREATE SCHEMA LAKE.\"erp\"",
          "CREATE TABLE LAKE.\"erp\".T (A NUMBER(9,0) NOT NULL, B VARCHAR(10))",
          "CREATE STAGE LAKE.\"erp\".S",
          "INSERT INTO LAKE.\"erp\".T (A, B) VALUES (1, 'one')",
          "PUT file://" + file + " @LAKE.\"erp\".S/x/ AUTO_COMPRESS=FALSE",
          "BEGIN",
          "INSERT INTO LAKE.\"erp\".T (A, B) VALUES (2, 'two')");
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(data, account)) {
      try (Connection connection = connect(server.port())) {
        assertThat(StandIn.column(connection, "SELECT B FROM LAKE.\"erp\".T"))
            .containsExactly("one");
        assertThat(StandIn.column(connection, "LIST @LAKE.\"erp\".S")).containsExactly("s/x/a.csv");
        execute(connection, "INSERT INTO LAKE.\"erp\".T (A, B) VALUES (3, 'three')");
      }
      assertThat(server.terminate()).isTrue();
    }
    try (ServerProcess server = ServerProcess.start(data, account);
        Connection connection = connect(server.port())) {
      assertThat(StandIn.column(connection, "SELECT B FROM LAKE.\"erp\".T ORDER BY A"))
          .containsExactly("one", "three");
    }
  }

  @Test
  void aDirectoryBelongsToOneServer() throws Exception {
    try (ServerProcess server = ServerProcess.start(data, account)) {
      assertThat(server.port()).isPositive();
      int exit =
          new CommandLine(new SnowflakeMain())
              .setErr(new PrintWriter(Writer.nullWriter()))
              .execute("--directory", data.toString(), "--account", account);
      assertThat(exit).isEqualTo(1);
    }
  }

  @Test
  void anAccountWithoutATokenFileIsRefused() {
    int exit =
        new CommandLine(new SnowflakeMain())
            .setErr(new PrintWriter(Writer.nullWriter()))
            .execute("--directory", data.toString(), "--account", "ann:ANALYST");
    assertThat(exit).isEqualTo(2);
  }
}
