package dev.datamigration.bench.types;

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
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.ledger.target.JdbcTargetTables;
import dev.datamigration.ledger.target.TargetRequest;
import dev.datamigration.ledger.writer.JdbcLedger;
import dev.datamigration.local.snowflake.SnowflakeServer;
import dev.datamigration.local.snowflake.SnowflakeServerOptions;
import dev.datamigration.local.snowflake.account.UserAccount;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Snowflake account (the stand-in) that files are staged in, loaded and read back from. */
final class TargetAccount implements AutoCloseable {
  private static final LedgerLocation LEDGER =
      new LedgerLocation("SNOWCONVERT_AI", "DATA_MIGRATION", "DATA_VALIDATION");

  private final SnowflakeServer server;
  private final SnowflakeSessions sessions;

  private TargetAccount(SnowflakeServer server, SnowflakeSessions sessions) {
    this.server = server;
    this.sessions = sessions;
  }

  static TargetAccount start(Path folder) throws SQLException {
    SnowflakeServer server =
        SnowflakeServer.start(
            SnowflakeServerOptions.in(
                folder, List.of(UserAccount.withToken("OPERATOR", "token", "DMW_OPERATOR"))));
    SnowflakeSessions sessions =
        new SnowflakeSessions(
            new SnowflakeLogin(
                server.url(),
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
    return new TargetAccount(server, sessions);
  }

  /** Moves a file into the ledger's stage. */
  StagedFile stage(Path file, long rows, String tableFolder) {
    String path = tableFolder + "1/1/" + file.getFileName();
    new JdbcStageUploads(sessions, LEDGER).upload(file, path);
    try {
      StagedFile staged = new StagedFile(path, Files.size(file), rows);
      Files.delete(file);
      return staged;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates the table and loads the files into it. */
  void load(
      QualifiedName target, List<ColumnPlan> columns, String tableFolder, List<StagedFile> files)
      throws SQLException {
    String identity =
        new JdbcTargetTables(sessions, LEDGER)
            .prepare(new TargetRequest("w", target, columns, false, null, null))
            .identity();
    long rows = files.stream().mapToLong(StagedFile::rows).sum();
    try (SnowflakeSession session = sessions.open()) {
      session.execute(
          "INSERT INTO "
              + LEDGER.table(LedgerTable.LOAD)
              + " (LOAD_ID, TABLE_ID, WORKFLOW_ID, EPOCH, ATTEMPT, STATE, FILE_COUNT, ROW_COUNT) VALUES ('"
              + target.table()
              + "', 't', 'w', 1, 1, 'SUBMITTED', "
              + files.size()
              + ", "
              + rows
              + ")");
    }
    LoadRequest load =
        new LoadRequest(
            target.table(), 1, 1, "w", "t", target, null, identity, columns, tableFolder, files);
    assertThat(new JdbcTargetLoads(sessions, LEDGER).load(load))
        .isEqualTo(new LoadOutcome.Loaded(rows));
  }

  /** The values of every row as {@link DataType} writes them, by the first column. */
  Map<Integer, List<String>> read(QualifiedName target, List<ColumnPlan> columns)
      throws SQLException {
    List<ColumnPlan> values = columns.subList(1, columns.size());
    Map<Integer, List<String>> rows = new HashMap<>();
    try (SnowflakeSession session = sessions.open()) {
      session.execute(
          "ALTER SESSION SET TIME_OUTPUT_FORMAT = 'HH24:MI:SS.FF9', TIMESTAMP_NTZ_OUTPUT_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9', TIMESTAMP_LTZ_OUTPUT_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM', TIMESTAMP_TZ_OUTPUT_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM', BINARY_OUTPUT_FORMAT = 'HEX'");
      session.query(
          "SELECT "
              + SnowflakeIdentifier.quote(columns.get(0).targetName())
              + "::NUMBER(9,0), "
              + values.stream().map(TargetAccount::expression).collect(Collectors.joining(", "))
              + " FROM "
              + SnowflakeIdentifier.quote(target),
          row -> rows.put(row.getInt(1), values(row, values)));
    }
    return rows;
  }

  /** Dates and times are written by the server: the driver's way to a date is a calendar's. */
  private static String expression(ColumnPlan column) {
    String name = SnowflakeIdentifier.quote(column.targetName());
    return switch (column.encoding()) {
      case INTEGER, DECIMAL, DOUBLE -> name;
      case JSON -> "TO_JSON(" + name + ")";
      default -> name + "::VARCHAR";
    };
  }

  private static List<String> values(ResultSet row, List<ColumnPlan> columns) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(value(row, i + 2, columns.get(i)));
    }
    return values;
  }

  private static String value(ResultSet row, int index, ColumnPlan column) throws SQLException {
    return switch (column.encoding()) {
      case INTEGER, DECIMAL -> {
        BigDecimal number = row.getBigDecimal(index);
        yield number == null ? null : number.toPlainString();
      }
      case DOUBLE -> {
        double number = row.getDouble(index);
        yield row.wasNull() ? null : Double.toString(number);
      }
      case TIME, TIME_TEXT, TIMESTAMP, TIMESTAMP_TEXT, INSTANT, OFFSET_TIMESTAMP_TEXT ->
          withoutTrailingZeros(row.getString(index));
      default -> row.getString(index);
    };
  }

  private static String withoutTrailingZeros(String time) {
    return time == null ? null : time.replaceFirst("\\.?0*( .{6})?$", "$1");
  }

  @Override
  public void close() {
    sessions.close();
    server.close();
  }
}
