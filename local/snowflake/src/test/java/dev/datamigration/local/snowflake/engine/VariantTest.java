package dev.datamigration.local.snowflake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VARIANT: docs.snowflake.com/en/user-guide/querying-semistructured. */
class VariantTest {
  private static final String JSON =
      "{\"a\": {\"b c\": [10, {\"d\": \"x\"}]}, \"n\": null, \"t\": \"it's \\\"q\\\" 💾\", \"big\": 12345678901234567890.1234567890, \"A\": 1}";

  @TempDir static Path directory;
  private static Account account;
  private static Session session;

  @BeforeAll
  static void open() {
    account = new Account(directory);
    session = account.session();
    session.run("CREATE TABLE V (ID NUMBER(9,0), DOC VARIANT)");
    session.run("INSERT INTO V SELECT 1, PARSE_JSON(?)", Session.bind("TEXT", JSON));
  }

  @AfterAll
  static void close() {
    session.close();
    account.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "DOC:a.\"b c\"[0]::NUMBER(9,0); 10",
        "DOC:a['b c'][1].d::VARCHAR; x",
        "DOC:a.\"b c\"[1].d; \"x\"",
        "v.DOC:t::STRING; it's \"q\" 💾",
        "DOC:A::NUMBER(9,0); 1",
        "DOC:n IS NULL; 0",
        "DOC:n::VARCHAR; null",
        "DOC:missing; null",
        "DOC:a.x.y[3]; null",
        "DOC:big::NUMBER(38,10); 12345678901234567890.1234567890",
        "TYPEOF(DOC:a); OBJECT",
        "ARRAY_SIZE(DOC:a.\"b c\"); 2",
        "TO_JSON(DOC:a); {\"b c\":[10,{\"d\":\"x\"}]}"
      })
  void aPathLeadsToAValue(String expression, String expected) {
    assertThat(session.cell("SELECT " + expression + " FROM V v")).isEqualTo(expected);
  }

  // DuckDB's JSON functions read 0.12345678901234567890123 as a double.
  @Test
  void numbersKeepEveryDigit() {
    assertThat(
            session.cell(
                "SELECT PARSE_JSON('{\"x\": {\"y\": 0.12345678901234567890123}}'):x:y::NUMBER(38,23)"))
        .isEqualTo("0.12345678901234567890123");
  }

  @Test
  void flattenGivesARowForEachElement() {
    assertThat(
            session.run(
                "SELECT INDEX, VALUE:k::VARCHAR FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?))) ORDER BY INDEX",
                Session.bind("TEXT", "[{\"k\": \"a\"}, {\"k\": null}, {}]")))
        .containsExactly("0|a", "1|null", "2|null");
    assertThat(
            session.run("SELECT v.ID, f.KEY, f.PATH FROM V v, LATERAL FLATTEN(INPUT => v.DOC:a) f"))
        .containsExactly("1|b c|['b c']");
    assertThat(session.run("SELECT VALUE FROM TABLE(FLATTEN(INPUT => PARSE_JSON('[]')))"))
        .isEmpty();
  }

  @Test
  void rowsTravelAsOneBindVariable() {
    session.run(
        "CREATE OR REPLACE TABLE BULK (K VARCHAR NOT NULL, N NUMBER(18,0), T TIMESTAMP_LTZ(3), P VARIANT, B BOOLEAN)");
    String rows =
        "[{\"K\": \"a\", \"N\": 5, \"T\": \"2026-01-02T03:04:05.678Z\", \"P\": {\"x\": [1]}, \"B\": true}, {\"K\": \"b\", \"N\": null, \"T\": null, \"P\": null, \"B\": false}]";
    String columns =
        "VALUE:K::VARCHAR, VALUE:N::NUMBER(18,0), VALUE:T::TIMESTAMP_LTZ(3), VALUE:P::VARIANT, VALUE:B::BOOLEAN";
    assertThat(
            session.run(
                "INSERT INTO BULK (\"K\", \"N\", \"T\", \"P\", \"B\") SELECT "
                    + columns
                    + " FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?)))",
                Session.bind("TEXT", rows)))
        .containsExactly("2");
    assertThat(session.run("SELECT K, N, T, TO_JSON(P), B FROM BULK ORDER BY K"))
        .containsExactly("a|5|1767323045.678|{\"x\":[1]}|1", "b|null|null|null|0");
    assertThat(
            session.run(
                "UPDATE BULK t SET \"N\" = s.VALUE:N::NUMBER(18,0) FROM (SELECT VALUE FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?)))) s WHERE t.\"K\" = s.VALUE:K::VARCHAR AND t.\"B\"",
                Session.bind("TEXT", "[{\"K\": \"a\", \"N\": 6}, {\"K\": \"b\", \"N\": 7}]")))
        .containsExactly("1|0");
    assertThat(
            session.run(
                "DELETE FROM BULK WHERE \"K\" IN (SELECT VALUE::VARCHAR FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?))))",
                Session.bind("TEXT", "[\"a\", \"z\"]")))
        .containsExactly("1");
  }
}
