package dev.datamigration.local.snowflake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {
  @TempDir static Path directory;
  private static Account account;
  private Session session;

  @BeforeAll
  static void open() {
    account = new Account(directory);
  }

  @AfterAll
  static void close() {
    account.close();
  }

  @BeforeEach
  void login() {
    session = account.session();
  }

  @AfterEach
  void logout() {
    session.close();
  }

  // Forms of cells: reference/snowflake-standins.md §3.3; ranges:
  // docs.snowflake.com/en/sql-reference/data-types-datetime.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "99999999999999999999999999999999999999::NUMBER(38,0); 99999999999999999999999999999999999999",
        "1.5::NUMBER(38,37); 1.5000000000000000000000000000000000000",
        "'-1.25'::NUMBER(5,1); -1.3",
        "TRUE; 1",
        "'no'::BOOLEAN; 0",
        "'NaN'::FLOAT; NaN",
        "'-inf'::FLOAT; -inf",
        "0.1::FLOAT; 0.1",
        "TO_BINARY('00ff'); 00FF",
        "'0001-01-01'::DATE; -719162",
        "'9999-12-31'::DATE; 2932896",
        "'23:59:59.999999999'::TIME; 86399.999999999",
        "'01:02:03.987'::TIME(0); 3723",
        "'0001-01-01 00:00:00'::TIMESTAMP_NTZ; -62135596800.000000000",
        "'9999-12-31 23:59:59.999999999'::TIMESTAMP_NTZ; 253402300799.999999999",
        "'1969-12-31 23:59:59.5'::TIMESTAMP_NTZ(1); -0.5",
        "'2024-01-02 03:04:05.123456789 +05:30'::TIMESTAMP_TZ; 1704144845.123456789 1770",
        "'2024-01-02 03:04:05.123456789 -11:00'::TIMESTAMP_TZ(3); 1704204245.123 780",
        "'0001-01-01 00:00:00 +14:00'::TIMESTAMP_TZ; -62135647200.000000000 2280",
        "'2024-01-02T03:04:05Z'::TIMESTAMP_LTZ(0); 1704164645",
        "CURRENT_TIMESTAMP() = CURRENT_TIMESTAMP(); 1",
        "NULL::NUMBER(3,0); null"
      })
  void aValueIsWrittenAsTheProtocolHasIt(String expression, String cell) {
    assertThat(session.cell("SELECT " + expression)).isEqualTo(cell);
    session.run("CREATE OR REPLACE TABLE STORED AS SELECT " + expression + " AS X");
    assertThat(session.cell("SELECT X FROM STORED")).isEqualTo(cell);
  }

  // Error numbers as the service gives them; see SqlErrors and the parsing functions.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "NUMBER(4,0); 12345; 100046/22003",
        "NUMBER(4,2); '123.45'; 100039/22003",
        "NUMBER(4,0); 'abc'; 100038/22018",
        "NUMBER(4,0); 'NaN'::FLOAT; 100046/22003",
        "VARCHAR(5); 'sixsix'; 100078/22000",
        "BINARY(1); TO_BINARY('0011'); 100078/22000",
        "BINARY; 'xy'; 100115/22000",
        "BOOLEAN; 'perhaps'; 100037/22018",
        "DATE; '2024-02-30'; 100040/22007",
        "TIMESTAMP_NTZ; 'yesterday'; 100035/22007",
        "TIME; '25:00:00'; 100108/22007",
        "VARIANT; PARSE_JSON('{\"a\":'); 100069/22P02"
      })
  void aValueThatDoesNotFitIsAnErrorAndNothingIsStored(String type, String value, String error) {
    session.run("CREATE OR REPLACE TABLE NARROW (X " + type + ")");
    assertThat(session.error("INSERT INTO NARROW SELECT " + value)).isEqualTo(error);
    assertThat(session.cell("SELECT COUNT(*) FROM NARROW")).isEqualTo("0");
  }

  // DuckDB takes any length: docs.snowflake.com/en/sql-reference/data-types-text counts characters.
  @Test
  void aLengthCountsCharacters() {
    session.run("CREATE OR REPLACE TABLE SHORT (X VARCHAR(2))");
    session.run("INSERT INTO SHORT VALUES ('é💾')");
    assertThat(session.cell("SELECT X, LENGTH(X) FROM SHORT")).isEqualTo("é💾|2");
    assertThat(session.error("UPDATE SHORT SET X = X || 'x'")).isEqualTo("100078/22000");
    assertThat(session.cell("SELECT 'abc'::VARCHAR(2)")).isEqualTo("ab");
  }

  @Test
  void aColumnThatIsNotNullRefusesNull() {
    session.run("CREATE OR REPLACE TABLE STRICT (\"a b\" VARCHAR NOT NULL)");
    SqlError error = session.failure("INSERT INTO STRICT VALUES (NULL)");
    assertThat(error.code()).isEqualTo(100072);
    assertThat(error).hasMessageContaining("a b");
  }

  // docs.snowflake.com/en/sql-reference/constraints-overview: only NOT NULL is enforced.
  @Test
  void keysAreDeclaredAndNotEnforced() {
    session.run("CREATE OR REPLACE TABLE KEYED (ID NUMBER(9,0) PRIMARY KEY, U VARCHAR UNIQUE)");
    session.run("INSERT INTO KEYED VALUES (1, 'x'), (1, 'x')");
    assertThat(session.cell("SELECT COUNT(*) FROM KEYED")).isEqualTo("2");
    assertThat(session.error("INSERT INTO KEYED VALUES (NULL, 'x')")).isEqualTo("100072/22000");
  }

  @Test
  void defaultsAndIdentitiesFillWhatIsLeftOut() {
    session.run(
        "CREATE OR REPLACE TABLE FILLED (ID NUMBER(9,0) IDENTITY(5, 2), A VARCHAR DEFAULT 'x', B NUMBER(9,0) DEFAULT 1 + 1, C TIMESTAMP_LTZ DEFAULT CURRENT_TIMESTAMP(), D VARCHAR)");
    session.run("INSERT INTO FILLED (D) VALUES ('one'), ('two')");
    session.run("INSERT INTO FILLED (ID, A, D) VALUES (1, DEFAULT, 'three')");
    assertThat(session.run("SELECT ID, A, B, C IS NULL, D FROM FILLED ORDER BY D"))
        .containsExactly("5|x|2|0|one", "1|x|2|0|three", "7|x|2|0|two");
  }

  @Test
  void theSessionsTimeZoneBendsLocalTimes() {
    session.run("ALTER SESSION SET TIMEZONE = 'America/New_York'");
    assertThat(session.cell("SELECT '2024-07-01 00:00:00'::TIMESTAMP_LTZ(0)"))
        .isEqualTo("1719806400");
    assertThat(session.cell("SELECT '2024-07-01 00:00:00'::TIMESTAMP_TZ(0)"))
        .isEqualTo("1719806400 1200");
    assertThat(session.cell("SELECT TO_VARCHAR('2024-07-01 00:00:00Z'::TIMESTAMP_LTZ)"))
        .isEqualTo("2024-06-30 20:00:00.000 -0400");
    assertThat(session.cell("SELECT '2024-07-01 00:00:00Z'::TIMESTAMP_LTZ::TIMESTAMP_NTZ(0)"))
        .isEqualTo("1719777600");
    assertThat(session.error("ALTER SESSION SET TIMEZONE = 'Mars'")).isEqualTo("1073/22023");
  }

  @Test
  void timestampsWithOffsetsCompareByInstant() {
    assertThat(
            session.cell(
                "SELECT '2024-01-01 00:00:00 +00:00'::TIMESTAMP_TZ = '2024-01-01 05:30:00 +05:30'::TIMESTAMP_TZ"))
        .isEqualTo("1");
  }

  @Test
  void resultsCarryExactTypes() {
    session.run(
        "CREATE OR REPLACE TABLE ALL_TYPES (A NUMBER(10,2), B VARCHAR(7), C FLOAT, D TIMESTAMP_TZ(6), E VARIANT, F TIME(3), G BINARY(5), H DATE, I BOOLEAN, J TIMESTAMP_NTZ, K TIMESTAMP_LTZ(0))");
    assertThat(session.columns("SELECT * FROM ALL_TYPES"))
        .containsExactly(
            new ResultColumn("A", "fixed", 10, 2, 0, 0, true),
            new ResultColumn("B", "text", 0, 0, 7, 28, true),
            new ResultColumn("C", "real", 0, 0, 0, 0, true),
            new ResultColumn("D", "timestamp_tz", 0, 6, 0, 0, true),
            new ResultColumn("E", "variant", 0, 0, 0, 0, true),
            new ResultColumn("F", "time", 0, 3, 0, 0, true),
            new ResultColumn("G", "binary", 0, 0, 0, 5, true),
            new ResultColumn("H", "date", 0, 0, 0, 0, true),
            new ResultColumn("I", "boolean", 0, 0, 0, 0, true),
            new ResultColumn("J", "timestamp_ntz", 0, 9, 0, 0, true),
            new ResultColumn("K", "timestamp_ltz", 0, 0, 0, 0, true));
    assertThat(session.columns("SELECT COUNT(*), SUM(A) AS S FROM ALL_TYPES"))
        .extracting(ResultColumn::name)
        .containsExactly("COUNT(*)", "S");
  }

  // docs.snowflake.com/en/sql-reference/operators-arithmetic
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "10 / 3; 3.333333",
        "1 / 0; 100051/22012",
        "1.5 * 2.25; 3.375",
        "7 % 3; 1",
        "99999999999999999999999999999999999999::NUMBER(38,0) * 10; 100046/22003",
        "ROUND(2.5); 3",
        "-7.5 - 1; -8.5",
        "DATEADD('minute', -3, '2024-01-01'::TIMESTAMP_NTZ(0)); 1704067020",
        "DATEDIFF('month', '2023-12-31'::DATE, '2024-01-01'::DATE); 1"
      })
  void arithmeticIsDecimal(String expression, String expected) {
    String found =
        expected.matches("\\d{6}/.*")
            ? session.error("SELECT " + expression)
            : session.cell("SELECT " + expression);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void bindVariablesKeepTheirTypes() {
    assertThat(
            session.cell(
                "SELECT ?, ?, ?, ?, ?, ?, ?, ?",
                Session.bind("FIXED", "-12.50"),
                Session.bind("TEXT", "it's \\ 💾"),
                Session.bind("REAL", "1.5"),
                Session.bind("BOOLEAN", "true"),
                Session.bind("BINARY", "00FF"),
                Session.bind("DATE", "-86400000"),
                Session.bind("TIMESTAMP_NTZ", "1500000000"),
                Session.bind("TEXT", null)))
        .isEqualTo("-12.50|it's \\ 💾|1.5|1|00FF|-1|1.500000000|null");
    assertThat(session.error("SELECT ?")).isEqualTo("2049/42601");
  }
}
