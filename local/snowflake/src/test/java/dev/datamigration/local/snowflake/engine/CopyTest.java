package dev.datamigration.local.snowflake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.local.snowflake.stage.StageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** COPY INTO: docs.snowflake.com/en/sql-reference/sql/copy-into-table. */
class CopyTest {
  private static final String FORMAT =
      " FILE_FORMAT = (TYPE = PARQUET USE_VECTORIZED_SCANNER = TRUE BINARY_AS_TEXT = FALSE USE_LOGICAL_TYPE = TRUE) ON_ERROR = ABORT_STATEMENT";

  @TempDir Path directory;
  private final AdjustableClock clock = new AdjustableClock();
  private Account account;
  private Session session;

  private static final class AdjustableClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void open() {
    account = new Account(directory, clock);
    session = account.session();
    session.run("CREATE STAGE S");
    session.run("CREATE TABLE T (ID NUMBER(19,0) NOT NULL, \"name\" VARCHAR(5))");
  }

  @AfterEach
  void close() {
    session.close();
    account.close();
  }

  /** Writes a Parquet file into the stage. */
  private void stage(String path, String query) throws SQLException, IOException {
    Path file = directory.resolve("stages/D/PUBLIC/S").resolve(path);
    Files.createDirectories(file.getParent());
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute(
          "COPY (" + query + ") TO '" + file + "' (FORMAT PARQUET, COMPRESSION ZSTD)");
    }
  }

  private static String copy(String files, String more) {
    return "COPY INTO \"D\".\"PUBLIC\".\"T\" (\"ID\", \"name\") FROM (SELECT $1:c1::NUMBER(38,0), $1:c2::VARCHAR FROM @\"D\".\"PUBLIC\".\"S\"/w/1/) FILES = ("
        + files
        + ")"
        + FORMAT
        + more;
  }

  private String count() {
    return session.cell("SELECT COUNT(*) FROM T");
  }

  @Test
  void eachFileIsReportedWithItsRows() throws Exception {
    stage("w/1/a.parquet", "SELECT range AS c1, 'n' || range AS c2 FROM range(3)");
    stage("w/1/b/c.parquet", "SELECT 7::BIGINT AS c1, NULL::VARCHAR AS c2");
    stage("w/1/not-named.parquet", "SELECT 8 AS c1, 'x' AS c2");
    assertThat(session.run(copy("'a.parquet', 'b/c.parquet'", " FORCE = TRUE PURGE = FALSE")))
        .containsExactly(
            "w/1/a.parquet|LOADED|3|3|1|0|null|null|null|null",
            "w/1/b/c.parquet|LOADED|1|1|1|0|null|null|null|null");
    assertThat(session.run("SELECT ID, \"name\" FROM T ORDER BY ID"))
        .containsExactly("0|n0", "1|n1", "2|n2", "7|null");
  }

  @Test
  void everyLogicalTypeArrivesExactly() throws Exception {
    stage(
        "w/1/a.parquet",
        "SELECT true AS a, -9223372036854775808 AS b, '-12345678901234567890123456789012345678'::DECIMAL(38,0) AS c, 1.25::DECIMAL(38,10) AS d, 'NaN'::DOUBLE AS e, 'é💾' AS f, '\\x00\\xFF'::BLOB AS g, DATE '0001-01-01' AS h, TIME '23:59:59.999999' AS i, TIMESTAMP '1500-01-02 03:04:05.123456' AS j, TIMESTAMPTZ '9999-12-31 23:59:59.999999+00' AS k, '2024-01-02T03:04:05.123456789' AS l, '2024-01-02T03:04:05.123456789+05:30' AS m, '{\"x\": 1.10}' AS n");
    session.run(
        "CREATE TABLE ALL_TYPES (A BOOLEAN, B NUMBER(19,0), C NUMBER(38,0), D NUMBER(38,10), E FLOAT, F VARCHAR, G BINARY, H DATE, I TIME(6), J TIMESTAMP_NTZ(6), K TIMESTAMP_TZ(6), K2 TIMESTAMP_LTZ(6), L TIMESTAMP_NTZ(9), M TIMESTAMP_TZ(9), N VARIANT, MISSING VARCHAR)");
    session.run(
        "COPY INTO ALL_TYPES FROM (SELECT $1:a::BOOLEAN, $1:b::NUMBER(38,0), $1:c::NUMBER(38,0), $1:d::NUMBER(38,10), $1:e::FLOAT, $1:f::VARCHAR, $1:g::BINARY, $1:h::DATE, $1:i::TIME(6), $1:j::TIMESTAMP_NTZ(6), $1:k::TIMESTAMP_LTZ(6), $1:k::TIMESTAMP_LTZ(6), TO_TIMESTAMP_NTZ($1:l::VARCHAR), TO_TIMESTAMP_TZ($1:m::VARCHAR), PARSE_JSON($1:n::VARCHAR), $1:missing::VARCHAR FROM @S/w/1/)"
            + FORMAT);
    assertThat(
            session.cell(
                "SELECT A, B, C, D, E, F, G, H, I, J, K, K2, L, M, TO_JSON(N), MISSING FROM ALL_TYPES"))
        .isEqualTo(
            "1|-9223372036854775808|-12345678901234567890123456789012345678|1.2500000000|NaN|é💾|00FF|-719162|86399.999999|-14831672154.876544|253402300799.999999 1440|253402300799.999999|1704164645.123456789|1704144845.123456789 1770|{\"x\":1.1}|null");
  }

  @Test
  void filesAreRememberedByPathAndContentUntilTheTableIsTruncated() throws Exception {
    stage("w/1/a.parquet", "SELECT 1 AS c1, 'x' AS c2");
    session.run(copy("'a.parquet'", ""));
    assertThat(session.run(copy("'a.parquet'", "")))
        .containsExactly("Copy executed with 0 files processed.");
    assertThat(count()).isEqualTo("1");
    session.run(copy("'a.parquet'", " FORCE = TRUE"));
    assertThat(count()).isEqualTo("2");
    stage("w/1/a.parquet", "SELECT 2 AS c1, 'x' AS c2");
    session.run(copy("'a.parquet'", ""));
    assertThat(count()).isEqualTo("3");
    session.run("TRUNCATE TABLE T");
    session.run(copy("'a.parquet'", ""));
    assertThat(count()).isEqualTo("1");
    session.run("CREATE OR REPLACE TABLE T (ID NUMBER(19,0), \"name\" VARCHAR(5))");
    session.run(copy("'a.parquet'", ""));
    assertThat(count()).isEqualTo("1");
  }

  @Test
  void theMemoryOfLoadsEndsAfter64Days() throws Exception {
    stage("w/1/a.parquet", "SELECT 1 AS c1, 'x' AS c2");
    session.run(copy("'a.parquet'", ""));
    clock.now = clock.now.plus(Duration.ofDays(65));
    session.run(copy("'a.parquet'", ""));
    assertThat(count()).isEqualTo("2");
  }

  // reference/snowflake-standins.md §6: COPY takes part in the session's transaction.
  @Test
  void aLoadAndItsMemoryAreRolledBackTogether() throws Exception {
    stage("w/1/a.parquet", "SELECT 1 AS c1, 'x' AS c2");
    session.run("BEGIN");
    session.run(copy("'a.parquet'", ""));
    assertThat(count()).isEqualTo("1");
    session.run("ROLLBACK");
    assertThat(count()).isEqualTo("0");
    session.run(copy("'a.parquet'", ""));
    assertThat(count()).isEqualTo("1");
  }

  @Test
  void aMarkSetAfterALoadSeesWhatOthersCommittedMeanwhile() throws Exception {
    stage("w/1/a.parquet", "SELECT range AS c1, 'x' AS c2 FROM range(100)");
    session.run("CREATE TABLE MARKS (ID NUMBER(9,0), EPOCH NUMBER(9,0), STATE VARCHAR)");
    session.run("INSERT INTO MARKS VALUES (1, 1, 'SUBMITTED'), (2, 1, 'SUBMITTED')");
    try (Session leader = account.session()) {
      session.run("BEGIN");
      session.run(copy("'a.parquet'", " FORCE = TRUE"));
      leader.run("UPDATE MARKS SET STATE = 'LOADED' WHERE ID = 2");
      assertThat(
              session.run(
                  "UPDATE MARKS SET STATE = 'LOADED' WHERE ID = 1 AND EPOCH = 1 AND STATE = 'SUBMITTED'"))
          .containsExactly("1|0");
      session.run("COMMIT");
      session.run("BEGIN");
      session.run(copy("'a.parquet'", " FORCE = TRUE"));
      leader.run("UPDATE MARKS SET EPOCH = 2");
      assertThat(session.run("UPDATE MARKS SET STATE = 'AGAIN' WHERE EPOCH = 1"))
          .containsExactly("0|0");
      session.run("ROLLBACK");
      session.run("BEGIN");
      session.run(copy("'a.parquet'", " FORCE = TRUE"));
      leader.run("UPDATE MARKS SET EPOCH = 3");
      assertThat(session.run("UPDATE MARKS SET STATE = 'AGAIN' WHERE EPOCH = 3"))
          .containsExactly("2|0");
      session.run("COMMIT");
    }
    assertThat(count()).isEqualTo("200");
  }

  @Test
  void aValueThatDoesNotFitLoadsNothing() throws Exception {
    stage("w/1/a.parquet", "SELECT 1 AS c1, 'short' AS c2");
    stage("w/1/b.parquet", "SELECT 1 AS c1, 'sixsix' AS c2");
    stage("w/1/c.parquet", "SELECT NULL::BIGINT AS c1, 'x' AS c2");
    assertThat(session.error(copy("'a.parquet', 'b.parquet'", ""))).isEqualTo("100078/22000");
    assertThat(session.error(copy("'a.parquet', 'c.parquet'", ""))).isEqualTo("100072/22000");
    assertThat(count()).isEqualTo("0");
    assertThat(session.run(copy("'a.parquet'", ""))).hasSize(1);
  }

  @Test
  void aMissingFileIsAnError() throws Exception {
    stage("w/1/a.parquet", "SELECT 1 AS c1, 'x' AS c2");
    SqlError error = session.failure(copy("'a.parquet', 'b.parquet'", ""));
    assertThat(error.code()).isEqualTo(91016);
    assertThat(error).hasMessageContaining("w/1/b.parquet");
    assertThat(count()).isEqualTo("0");
  }

  @Test
  void aFileThatIsNoParquetIsAnError() throws Exception {
    Path file = directory.resolve("stages/D/PUBLIC/S/w/1/a.parquet");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "not Parquet at all");
    assertThat(session.error(copy("'a.parquet'", ""))).isEqualTo("100184/22000");
  }

  @Test
  void moreThanAThousandFilesAreRefused() {
    String files =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj(i -> "'" + i + ".parquet'")
            .collect(Collectors.joining(", "));
    assertThat(session.failure(copy(files, "")))
        .hasMessageContaining("maximum of 1000 files in FILES exceeded: 1001");
  }

  @Test
  void columnsAreMatchedByName() throws Exception {
    stage("m/a.parquet", "SELECT 'x' AS name, 1 AS \"ID\", 2 AS other");
    stage("m/b.parquet", "SELECT 2 AS id");
    String match = "COPY INTO T FROM @S/m/" + FORMAT + " FORCE = TRUE MATCH_BY_COLUMN_NAME = ";
    assertThat(session.error(match + "CASE_SENSITIVE")).isEqualTo("100072/22000");
    session.run(match + "CASE_INSENSITIVE");
    assertThat(session.run("SELECT ID, \"name\" FROM T ORDER BY ID"))
        .containsExactly("1|x", "2|null");
  }

  @Test
  void loadedFilesGoAwayWhenAsked() throws Exception {
    stage("w/1/a.parquet", "SELECT 1 AS c1, 'x' AS c2");
    session.run(copy("'a.parquet'", " PURGE = TRUE"));
    assertThat(account.stages.list(new StageName("D", "PUBLIC", "S"), "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ON_ERROR = CONTINUE",
        " VALIDATION_MODE = RETURN_ERRORS",
        " TRUNCATECOLUMNS = TRUE",
        " PATTERN = '.*'",
        " LOAD_UNCERTAIN_FILES = TRUE",
        " SIZE_LIMIT = 5"
      })
  void anOptionThatIsNotSupportedIsRefusedByName(String option) {
    SqlError error =
        session.failure(
            "COPY INTO T FROM @S MATCH_BY_COLUMN_NAME = CASE_SENSITIVE FILE_FORMAT = (TYPE = PARQUET)"
                + option);
    assertThat(error.code()).isEqualTo(1003);
    assertThat(error).hasMessageContaining(option.trim().split(" ", 2)[0]);
  }

  @Test
  void aStageOrTableThatIsNotThereIsMissing() throws Exception {
    List<String> errors =
        List.of(
            session.error("COPY INTO NIX FROM @S MATCH_BY_COLUMN_NAME = CASE_SENSITIVE" + FORMAT),
            session.error("COPY INTO T FROM @NIX MATCH_BY_COLUMN_NAME = CASE_SENSITIVE" + FORMAT));
    assertThat(errors).allMatch(error -> error.startsWith("2003/"));
  }
}
