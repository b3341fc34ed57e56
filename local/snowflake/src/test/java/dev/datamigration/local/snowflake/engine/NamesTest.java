package dev.datamigration.local.snowflake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names: docs.snowflake.com/en/sql-reference/identifiers-syntax. */
class NamesTest {
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
    session.run("CREATE OR REPLACE SCHEMA D.NAMES");
  }

  @AfterEach
  void logout() {
    session.close();
  }

  // DuckDB takes "t" and T for the same table.
  @Test
  void aQuotedNameIsAnotherThanTheSameUnquoted() {
    session.run("CREATE TABLE \"t\" (\"a\" NUMBER(9,0), A VARCHAR)");
    session.run("CREATE TABLE T (A NUMBER(9,0))");
    session.run("INSERT INTO \"t\" VALUES (1, 'upper')");
    assertThat(session.cell("SELECT \"a\", A FROM \"t\"")).isEqualTo("1|upper");
    assertThat(session.cell("SELECT COUNT(*) FROM t")).isEqualTo("0");
    assertThat(session.columns("SELECT * FROM \"t\""))
        .extracting(StatementResult.ResultColumn::name)
        .containsExactly("a", "A");
  }

  @Test
  void anUnquotedNameIsFoldedAndAQuotedOneExact() {
    session.run("CREATE TABLE Orders (Id NUMBER(9,0))");
    assertThat(session.run("SELECT \"ID\" FROM \"ORDERS\"")).isEmpty();
    assertThat(session.error("SELECT \"Id\" FROM ORDERS")).isEqualTo("904/42000");
    assertThat(session.error("SELECT 1 FROM \"Orders\"")).isEqualTo("2003/42S02");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a \"\"quoted\"\" name",
        "with.dots",
        " blank ",
        "größe",
        "表💾",
        "'",
        "--",
        "a;b",
        "%",
        "$1"
      })
  void everyCharacterMayStandInAQuotedName(String name) {
    String quoted = "\"" + name + "\"";
    session.run("CREATE TABLE " + quoted + " (" + quoted + " VARCHAR)");
    session.run("INSERT INTO D.NAMES." + quoted + " (" + quoted + ") VALUES ('x')");
    assertThat(session.cell("SELECT " + quoted + " FROM " + quoted)).isEqualTo("x");
    assertThat(
            session.cell(
                "SELECT TABLE_NAME FROM D.INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'NAMES'"))
        .isEqualTo(name.replace("\"\"", "\""));
  }

  @Test
  void aNameHasUpTo255Characters() {
    String longest = "x".repeat(255);
    session.run("CREATE TABLE \"" + longest + "\" (A NUMBER(1,0))");
    assertThat(session.run("SELECT A FROM \"" + longest + "\"")).isEmpty();
    assertThat(session.error("CREATE TABLE \"" + longest + "x\" (A NUMBER(1,0))"))
        .isEqualTo("1003/42000");
  }

  @Test
  void aNameLeavesOutWhatIsCurrent() {
    session.run("CREATE OR REPLACE DATABASE OTHER");
    assertThat(session.cell("SELECT CURRENT_DATABASE(), CURRENT_SCHEMA()"))
        .isEqualTo("OTHER|PUBLIC");
    session.run("CREATE TABLE OTHER.PUBLIC.T AS SELECT 1 AS A");
    session.run("USE SCHEMA D.NAMES");
    session.run("CREATE TABLE T AS SELECT 2 AS A");
    assertThat(session.cell("SELECT T.A, D.NAMES.T.A, o.A FROM T, OTHER.PUBLIC.T o"))
        .isEqualTo("2|2|1");
    assertThat(session.cell("SELECT A FROM NAMES.T")).isEqualTo("2");
    session.run("USE DATABASE OTHER");
    assertThat(session.cell("SELECT A FROM T")).isEqualTo("1");
    session.run("DROP DATABASE OTHER");
    assertThat(session.error("SELECT A FROM T")).isEqualTo("90105/22000");
    assertThat(session.error("USE SCHEMA D.NIX")).isEqualTo("2043/02000");
  }

  @Test
  void aViewKeepsTheMeaningOfItsNames() {
    session.run("CREATE TABLE T AS SELECT 7 AS A");
    session.run("CREATE VIEW V (\"b\") AS SELECT t.A FROM T t");
    session.run("USE SCHEMA D.PUBLIC");
    assertThat(session.cell("SELECT v.\"b\" FROM D.NAMES.V v")).isEqualTo("7");
  }

  @Test
  void renamingAndSwappingMoveNamesOnly() {
    session.run("CREATE TABLE A AS SELECT 1 AS X");
    session.run("CREATE TABLE B AS SELECT 2 AS X");
    session.run("ALTER TABLE A SWAP WITH B");
    assertThat(session.cell("SELECT A.X, B.X FROM A, B")).isEqualTo("2|1");
    session.run("ALTER TABLE A RENAME TO \"a\"");
    session.run("ALTER TABLE \"a\" RENAME COLUMN X TO \"x\"");
    assertThat(session.cell("SELECT \"x\" FROM \"a\"")).isEqualTo("2");
    assertThat(session.error("ALTER TABLE \"a\" RENAME TO B")).isEqualTo("2002/42710");
  }

  @Test
  void anAmbiguousNameIsRefused() {
    session.run("CREATE TABLE T AS SELECT 1 AS A");
    assertThat(session.error("SELECT A FROM T x, T y")).isEqualTo("2028/42601");
  }
}
