package dev.datamigration.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.QueryTag;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.load.JdbcTargetLoads;
import dev.datamigration.ledger.load.LoadOutcome;
import dev.datamigration.ledger.load.LoadRequest;
import dev.datamigration.ledger.mailbox.JdbcStageUploads;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.ledger.target.JdbcTargetTables;
import dev.datamigration.ledger.target.TargetRequest;
import dev.datamigration.ledger.writer.JdbcLedger;
import dev.datamigration.local.snowflake.SnowflakeServer;
import dev.datamigration.local.snowflake.SnowflakeServerOptions;
import dev.datamigration.local.snowflake.account.UserAccount;
import dev.datamigration.local.sqlserver.SqlServerStandIn;
import dev.datamigration.local.sqlserver.SqlServerUser;
import dev.datamigration.local.sqlserver.StandInOptions;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.sqlserver.SqlServerPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values of SQL Server's types on their whole way: read through Microsoft's driver, written to
 * Parquet, staged, loaded with COPY and read back through Snowflake's driver. Both servers are
 * stand-ins.
 */
class SqlServerArrivalTest {
  private static final SqlServerUser READER = new SqlServerUser("reader", "secret");
  private static final LedgerLocation LEDGER =
      new LedgerLocation("SNOWCONVERT_AI", "DATA_MIGRATION", "DATA_VALIDATION");

  @TempDir static Path folder;
  private static SqlServerStandIn sqlServer;
  private static SnowflakeServer snowflake;
  private static SnowflakeSessions sessions;

  @BeforeAll
  static void start() throws SQLException {
    sqlServer = SqlServerStandIn.start(StandInOptions.inMemory("erp", READER));
    snowflake =
        SnowflakeServer.start(
            SnowflakeServerOptions.in(
                folder.resolve("snowflake"),
                List.of(UserAccount.withToken("OPERATOR", "token", "DMW_OPERATOR"))));
    sessions =
        new SnowflakeSessions(
            new SnowflakeLogin(
                snowflake.url(),
                "local",
                "DMW_OPERATOR",
                "LOAD_WH",
                new SnowflakeLogin.ProgrammaticAccessToken("token")),
            2,
            QueryTag.of("test", "0"));
    new JdbcLedger(sessions, LEDGER, null).install(null);
    try (SnowflakeSession session = sessions.open()) {
      session.execute("CREATE DATABASE LAKE");
    }
  }

  @AfterAll
  static void stop() {
    sessions.close();
    snowflake.close();
    sqlServer.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bit | 1 | true",
        "tinyint | 255 | 255",
        "bigint | -9223372036854775808 | -9223372036854775808",
        "decimal(38,37) | -1.2345678901234567890123456789012345678 | -1.2345678901234567890123456789012345678",
        "decimal(38,38) | 0.12345678901234567890123456789012345678 | 0.12345678901234567890123456789012345678",
        "money | -922337203685477.5808 | -922337203685477.5808",
        "real | 0.1 | 0.10000000149011612",
        "char(5) | 'ab' | ab···",
        "varchar(max) | 'é' | é",
        "nvarchar(10) | N'日😀' | 日😀",
        "date | '0001-01-01' | 0001-01-01",
        "date | '1582-10-10' | 1582-10-10",
        "date | '9999-12-31' | 9999-12-31",
        "time(3) | '23:59:59.999' | 23:59:59.999000000",
        "time(7) | '23:59:59.9999999' | 23:59:59.999999900",
        "time(7) | '00:00:00' | 00:00:00.000000000",
        "datetime | '2024-03-31T02:30:00.003' | 2024-03-31 02:30:00.003000000",
        "datetime2(7) | '2024-03-31T02:30:00.1234567' | 2024-03-31 02:30:00.123456700",
        "datetime2(7) | '0001-01-01T00:00:00' | 0001-01-01 00:00:00.000000000",
        "datetime2(7) | '9999-12-31T23:59:59.9999999' | 9999-12-31 23:59:59.999999900",
        "datetime2(6) | '1582-10-10T01:02:03.000004' | 1582-10-10 01:02:03.000004000",
        "datetimeoffset(7) | '2024-03-31T02:30:00.1234567+05:30' | 2024-03-31 02:30:00.123456700 +0530",
        "datetimeoffset(0) | '0001-01-02T00:00:00-14:00' | 0001-01-02 00:00:00.000000000 -1400",
        "uniqueidentifier | '00112233-4455-6677-8899-aabbccddeeff' | 00112233-4455-6677-8899-AABBCCDDEEFF",
        "varbinary(8) | 0xdeadbeef | DEADBEEF"
      })
  void eachValueArrivesAsItWas(String type, String literal, String expected) throws Exception {
    String name = "T" + Integer.toHexString((type + literal).hashCode()).toUpperCase(Locale.ROOT);
    execute(
        "CREATE TABLE dbo." + name + " (id int NOT NULL PRIMARY KEY, v " + type + " NULL)",
        "INSERT INTO dbo." + name + " VALUES (1, " + literal + ")",
        "INSERT INTO dbo." + name + " VALUES (2, NULL)");
    QualifiedName target = new QualifiedName("LAKE", "PUBLIC", name);
    migrate(name, target);
    assertThat(values(target)).containsExactly(expected.replace('·', ' '), null);
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = sqlServer.connect(READER);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void migrate(String name, QualifiedName target) throws Exception {
    Source source =
        new SqlServerPlatform()
            .open(
                new SourceSettings(
                    "sqlserver",
                    sqlServer.host(),
                    sqlServer.port(),
                    "erp",
                    null,
                    () -> Map.of("username", READER.name(), "password", READER.password()),
                    Map.of("encrypt", "false")));
    TablePlan plan =
        source.plan(
            TableConfiguration.builder()
                .source(new SourceTable("erp", "dbo", name))
                .target(new TargetTable("LAKE", "PUBLIC", name, null))
                .build(),
            null,
            new Cancellation());
    String tableFolder = "w/1/" + name + "/";
    List<StagedFile> staged = new ArrayList<>();
    for (Partition partition : plan.partitions()) {
      source.extract(
          new TableExtraction(plan.source(), plan.columns(), plan.keyColumns(), null, null, null),
          partition,
          Files.createTempDirectory(folder, "files"),
          (file, rows) -> staged.add(stage(file, rows, tableFolder)),
          (rows, bytes) -> {},
          new Cancellation());
    }
    String identity =
        new JdbcTargetTables(sessions, LEDGER)
            .prepare(new TargetRequest("w", target, plan.columns(), false, null, null))
            .identity();
    try (SnowflakeSession session = sessions.open()) {
      session.execute(
          "INSERT INTO "
              + LEDGER.table(LedgerTable.LOAD)
              + " (LOAD_ID, TABLE_ID, WORKFLOW_ID, EPOCH, ATTEMPT, STATE, FILE_COUNT, ROW_COUNT) VALUES ('"
              + name
              + "', 't', 'w', 1, 1, 'SUBMITTED', 1, 2)");
    }
    LoadRequest load =
        new LoadRequest(
            name, 1, 1, "w", "t", target, null, identity, plan.columns(), tableFolder, staged);
    assertThat(new JdbcTargetLoads(sessions, LEDGER).load(load))
        .isEqualTo(new LoadOutcome.Loaded(2));
  }

  private static StagedFile stage(Path file, long rows, String tableFolder) {
    String path = tableFolder + "1/1/" + file.getFileName();
    new JdbcStageUploads(sessions, LEDGER).upload(file, path);
    try {
      return new StagedFile(path, Files.size(file), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> values(QualifiedName target) throws SQLException {
    try (SnowflakeSession session = sessions.open()) {
      session.execute(
          "ALTER SESSION SET TIME_OUTPUT_FORMAT = 'HH24:MI:SS.FF9', TIMESTAMP_NTZ_OUTPUT_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9', TIMESTAMP_TZ_OUTPUT_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9 TZHTZM'");
      return session.query(
          // Written by the server: the driver's dates go through a calendar that skips ten days.
          "SELECT V::VARCHAR FROM " + target.display() + " ORDER BY ID", row -> row.getString(1));
    }
  }
}
