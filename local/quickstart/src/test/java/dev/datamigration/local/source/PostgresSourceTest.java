package dev.datamigration.local.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresSourceTest {
  @TempDir static Path folder;
  private static PostgresSource source;

  @BeforeAll
  static void start() throws SQLException {
    source = PostgresSource.start(folder.resolve("data"), Path.of("target/postgres"));
    try (Connection connection = source.connect(source.owner())) {
      RedshiftCatalog.create(connection);
      for (String table : TpchTables.NAMES) {
        TpchTables.load(connection, "public", table, 0.01);
      }
      OdditiesTables.load(connection);
    }
  }

  @AfterAll
  static void stop() {
    long process = source.processId();
    source.close();
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive))
        .isEqualTo(Optional.empty());
  }

  @Test
  void theReaderReadsEveryTableAndWritesNone() throws SQLException {
    try (Connection connection = source.connect(source.reader())) {
      assertThat(number(connection, "SELECT count(*) FROM public.orders")).isEqualTo(15_000);
      assertThat(number(connection, "SELECT count(*) FROM public.region")).isEqualTo(5);
      assertThat(number(connection, "SELECT count(*) FROM oddities.skewed_key WHERE k = 42"))
          .isEqualTo(4500);
      assertThatThrownBy(() -> number(connection, "DELETE FROM public.region RETURNING 1"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(() -> source.connect(new DatabaseUser(source.reader().name(), "wrong")))
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(() -> source.connect(new DatabaseUser(source.owner().name(), "wrong")))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void passwordsStayOutOfToString() {
    assertThat(source.reader().toString()).doesNotContain(source.reader().password());
  }

  @Test
  void theGeneratedRowsAreThoseOfTheBenchmark() throws SQLException {
    try (Connection connection = source.connect(source.reader());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT l_extendedprice::text, l_shipdate::text, l_returnflag, l_comment FROM public.lineitem"
                    + " WHERE l_orderkey = 1 AND l_linenumber = 1")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(2)).isEqualTo("1996-03-13");
      assertThat(row.getString(3)).isEqualTo("N");
      assertThat(row.getString(4)).isEqualTo("egular courts above the");
    }
  }

  @Test
  void tablesHaveTheirPrimaryKeysAndStatistics() throws SQLException {
    try (Connection connection = source.connect(source.reader())) {
      assertThat(
              number(
                  connection,
                  "SELECT count(*) FROM pg_constraint WHERE contype = 'p' AND connamespace = 'public'::regnamespace"))
          .isEqualTo(8);
      assertThat(
              number(
                  connection,
                  "SELECT reltuples FROM pg_class WHERE oid = 'public.customer'::regclass"))
          .isEqualTo(1500);
    }
  }

  @Test
  void amazonsDriverReadsThroughTheFront() throws SQLException {
    try (RedshiftFront front = RedshiftFront.start(source.host(), source.port());
        Connection connection = redshift(front, source.redshiftReader())) {
      assertThat(connection.getMetaData().getDriverName()).contains("Redshift");
      assertThat(number(connection, "SELECT sum(o_orderkey) FROM public.orders")).isPositive();
      assertThat(
              number(
                  connection,
                  "SELECT tbl_rows FROM svv_table_info WHERE \"schema\" = 'public' AND \"table\" = 'orders'"))
          .isEqualTo(15_000);
      assertThat(
              number(
                  connection,
                  "SELECT count(*) FROM svv_columns WHERE table_schema = 'public' AND table_name = 'lineitem'"))
          .isEqualTo(16);
      assertThat(
              number(connection, "SELECT count(*) FROM svv_tables WHERE table_schema = 'oddities'"))
          .isEqualTo(16);
    }
  }

  @Test
  void aScaleTooSmallForItsKeysIsRefused() throws SQLException {
    try (Connection connection = source.connect(source.owner())) {
      assertThatThrownBy(() -> TpchTables.load(connection, "public", "region", 0.001))
          .hasMessageContaining("at least 0.01");
      assertThatThrownBy(() -> TpchTables.load(connection, "public", "regions", 0.01))
          .hasMessageContaining("\"regions\"");
    }
  }

  @Test
  void theFrontPassesARefusedPasswordOn() {
    try (RedshiftFront front = RedshiftFront.start(source.host(), source.port())) {
      DatabaseUser wrong = new DatabaseUser(source.redshiftReader().name(), "wrong");
      assertThatThrownBy(() -> redshift(front, wrong))
          .hasMessageContaining("authentication failed");
    }
  }

  @Test
  void aClosedFrontTakesNoConnection() {
    RedshiftFront front = RedshiftFront.start(source.host(), source.port());
    front.close();
    assertThatThrownBy(() -> redshift(front, source.redshiftReader()))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void theAdviceNamesTheWayOutForRoot() {
    assertThat(StartAdvice.of("initdb: error: cannot be run as root")).contains("runuser");
    assertThat(StartAdvice.of("mkdir: Permission denied")).contains("TMPDIR");
  }

  @Test
  void nothingButItsOwnLogIsLeftBesideTheData() throws Exception {
    Path beside = folder.resolve("second");
    PostgresSource second =
        PostgresSource.start(beside.resolve("data"), Path.of("target/postgres"));
    assertThat(second.port()).isNotEqualTo(source.port());
    second.close();
    try (var files = Files.list(beside)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("data.log");
    }
  }

  private static Connection redshift(RedshiftFront front, DatabaseUser user) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user.name());
    properties.setProperty("password", user.password());
    properties.setProperty("ssl", "false");
    return DriverManager.getConnection(
        "jdbc:redshift://" + front.host() + ":" + front.port() + "/" + PostgresSource.DATABASE,
        properties);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
