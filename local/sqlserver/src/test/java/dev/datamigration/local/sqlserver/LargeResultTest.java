package dev.datamigration.local.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.sqlserver.jdbc.SQLServerStatement;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values and results larger than a packet, streamed and cancelled. */
class LargeResultTest {
  private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void fiveMegabytesOfTextAndBytesGoThereAndBack() throws SQLException {
    byte[] bytes = new byte[FIVE_MEGABYTES];
    new Random(7).nextBytes(bytes);
    StringBuilder text = new StringBuilder();
    while (text.length() < FIVE_MEGABYTES) {
      text.append("größer 😀 ").append(text.length());
    }
    try (Connection connection = server.connect()) {
      Server.run(connection, "CREATE TABLE big (n nvarchar(max), v varchar(max), b varbinary(max))");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO big VALUES (?, ?, ?)")) {
        insert.setString(1, text.toString());
        insert.setString(2, text.toString().replace("😀", "€"));
        insert.setBytes(3, bytes);
        insert.execute();
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT n, v, b, DATALENGTH(b) FROM big")) {
        rows.next();
        assertThat(rows.getString(1).equals(text.toString())).isTrue();
        assertThat(rows.getString(2).equals(text.toString().replace("😀", "€"))).isTrue();
        assertThat(rows.getBytes(3)).isEqualTo(bytes);
        assertThat(rows.getInt(4)).isEqualTo(FIVE_MEGABYTES);
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT n FROM big")) {
        rows.next();
        assertThat(lengthOf(rows.getCharacterStream(1))).isEqualTo(text.length());
      } catch (IOException e) {
        throw new SQLException(e);
      }
    }
  }

  private static long lengthOf(Reader reader) throws IOException {
    try (reader) {
      return reader.transferTo(java.io.Writer.nullWriter());
    }
  }

  @Test
  void aHundredThousandRowsStreamInOrder() throws SQLException {
    try (Connection connection =
        server.standIn.connect(Server.READER, Map.of("packetSize", "32767"))) {
      Server.run(
          connection,
          "CREATE TABLE many (id int NOT NULL PRIMARY KEY CLUSTERED, v nvarchar(40))",
          "INSERT INTO many SELECT value, CONCAT(N'row ', value) FROM GENERATE_SERIES(1, 100000)");
      try (Statement statement = connection.createStatement()) {
        statement.unwrap(SQLServerStatement.class).setResponseBuffering("adaptive");
        try (ResultSet rows =
            statement.executeQuery("SELECT id, v FROM many WITH (NOLOCK) ORDER BY id")) {
          int expected = 0;
          while (rows.next()) {
            expected++;
            assertThat(rows.getInt(1)).isEqualTo(expected);
            assertThat(rows.getString(2)).isEqualTo("row " + expected);
          }
          assertThat(expected).isEqualTo(100_000);
        }
      }
    }
  }

  @Test
  void aResultNobodyReadsToItsEndLeavesTheConnectionUsable() throws SQLException {
    try (Connection connection = server.connect()) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT value, REPLICATE(N'x', 2000) FROM GENERATE_SERIES(1, 3000000)")) {
        rows.next();
        rows.next();
        statement.cancel();
      }
      assertThat(Server.value(connection, "41 + 1")).isEqualTo("42");
    }
  }

  @Test
  void aStatementThatWaitsIsCancelled() throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      var stall = server.standIn.faults().stallNext(sql -> sql.contains("held up"));
      CompletableFuture<SQLException> failed =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      SQLException.class, () -> statement.executeQuery("SELECT 'held up'")));
      assertThat(stall.awaitReached(20, TimeUnit.SECONDS)).isTrue();
      statement.cancel();
      assertThat((Throwable) failed.get(20, TimeUnit.SECONDS)).hasMessageContaining("cancel");
      assertThat(Server.value(connection, "1")).isEqualTo("1");
    }
  }

  @Test
  void aQueryTimeoutEndsAStatement() throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException e =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  statement.executeQuery(
                      "SELECT COUNT_BIG(*) FROM GENERATE_SERIES(1, 1000000) a CROSS JOIN GENERATE_SERIES(1, 1000000) b"));
      assertThat((Throwable) e).hasMessageContaining("timed out");
      assertThat(Server.value(connection, "1")).isEqualTo("1");
    }
  }
}
