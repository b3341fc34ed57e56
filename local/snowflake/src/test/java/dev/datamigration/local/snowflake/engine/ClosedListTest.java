package dev.datamigration.local.snowflake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not in the list is refused, whole: no option of a statement is passed over. */
class ClosedListTest {
  @TempDir static Path directory;
  private static Account account;
  private static Session session;

  @BeforeAll
  static void open() {
    account = new Account(directory);
    session = account.session();
    session.run("CREATE TABLE T (A NUMBER(9,0), B VARCHAR)");
    session.run("INSERT INTO T VALUES (1, 'x'), (2, 'y'), (3, NULL)");
  }

  @AfterAll
  static void close() {
    session.close();
    account.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELEC 1",
        "SELECT 1 FROM T AT (OFFSET => -60)",
        "SELECT * FROM T SAMPLE (10)",
        "SELECT TOP 1 * FROM T",
        "SELECT * EXCLUDE A FROM T",
        "CREATE TEMPORARY TABLE X (A NUMBER)",
        "CREATE TABLE X (A NUMBER) CLUSTER BY (A)",
        "CREATE TABLE X (A NUMBER COLLATE 'de')",
        "CREATE TABLE X (A NUMBER) DATA_RETENTION_TIME_IN_DAYS = 1",
        "CREATE STAGE X ENCRYPTION = (TYPE = 'SNOWFLAKE_SSE')",
        "CREATE DATABASE X DATA_RETENTION_TIME_IN_DAYS = 1",
        "CREATE SEQUENCE X",
        "CREATE WAREHOUSE X",
        "INSERT OVERWRITE INTO T VALUES (1, 'x')",
        "INSERT ALL INTO T VALUES (1, 'x') SELECT 1",
        "ALTER SESSION SET STATEMENT_TIMEOUT_IN_SECONDS = 5",
        "ALTER SESSION SET BINARY_OUTPUT_FORMAT = 'BASE64'",
        "UNDROP TABLE T",
        "CALL X()",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "SHOW WAREHOUSES",
        "SELECT 1; SELECT 2",
        "SELECT $x",
        "BEGIN NAME x",
        "SELECT 'unterminated"
      })
  void isRefusedAsASyntaxError(String statement) {
    assertThat(session.error(statement)).isEqualTo("1003/42000");
  }

  @Test
  void anUnknownFunctionIsNamed() {
    SqlError error = session.failure("SELECT SOUNDEX(B) FROM T");
    assertThat(error.code()).isEqualTo(2140);
    assertThat(error).hasMessageContaining("SOUNDEX");
  }

  // docs.snowflake.com/en/sql-reference/constructs/order-by: NULLs are the greatest values.
  @Test
  void peopleLookAround() {
    assertThat(session.run("SELECT B FROM T ORDER BY B DESC LIMIT 2")).containsExactly("null", "y");
    assertThat(
            session.run(
                "WITH n AS (SELECT A % 2 AS R, COUNT(*) AS N FROM T GROUP BY R) SELECT t.A, n.N FROM T t JOIN n ON n.R = t.A % 2 WHERE t.A > 1 ORDER BY t.A"))
        .containsExactly("2|1", "3|2");
    assertThat(
            session.run(
                "SELECT A, ROW_NUMBER() OVER (ORDER BY A DESC) AS RN FROM T QUALIFY RN <= 2 ORDER BY RN"))
        .containsExactly("3|1", "2|2");
    assertThat(session.run("SELECT DISTINCT IFF(A > 1, 'big', 'small') AS S FROM T ORDER BY S"))
        .containsExactly("big", "small");
    assertThat(
            session.run(
                "SELECT A FROM T WHERE EXISTS (SELECT 1 FROM T u WHERE u.A = T.A + 1) UNION ALL SELECT 9 ORDER BY 1 DESC"))
        .containsExactly("9", "2", "1");
    assertThat(
            session.cell(
                "SELECT LISTAGG(B, '-') WITHIN GROUP (ORDER BY A), SUM(A), AVG(A), MIN(B), COUNT(DISTINCT B) FROM T"))
        .isEqualTo("x-y|6|2.000000|x|2");
  }

  @Test
  void mergeCountsWhatItDid() {
    session.run("CREATE OR REPLACE TABLE M AS SELECT 1 AS K, 'a' AS V UNION ALL SELECT 2, 'b'");
    assertThat(
            session.run(
                "MERGE INTO M USING (SELECT 1 AS K, 'x' AS V UNION ALL SELECT 2, NULL UNION ALL SELECT 3, 'n') s ON M.K = s.K WHEN MATCHED AND s.V IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET V = s.V WHEN NOT MATCHED THEN INSERT (K, V) VALUES (s.K, s.V)"))
        .containsExactly("1|1|1");
    assertThat(session.run("SELECT * FROM M ORDER BY K")).containsExactly("1|x", "3|n");
    // docs.snowflake.com/en/sql-reference/sql/merge: nondeterministic results are an error.
    assertThat(
            session.error(
                "MERGE INTO M USING (SELECT 1 AS K, 'x' AS V UNION ALL SELECT 1, 'y') s ON M.K = s.K WHEN MATCHED THEN UPDATE SET V = s.V"))
        .isEqualTo("100090/42P18");
  }

  @Test
  void anUpdateSaysHowManyRowsItJoinedSeveralTimes() {
    session.run("CREATE OR REPLACE TABLE J AS SELECT 1 AS K, 0 AS V");
    assertThat(
            session.run(
                "UPDATE J SET V = s.V FROM (VALUES (1, 5), (1, 5)) AS s (K, V) WHERE J.K = s.K"))
        .containsExactly("1|1");
  }
}
