package dev.datamigration.local.snowflake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue: docs.snowflake.com/en/sql-reference/info-schema, SHOW, DESCRIBE, grants. */
class CatalogTest {
  @TempDir Path directory;
  private Account account;
  private Session session;

  @BeforeEach
  void open() {
    account = new Account(directory);
    session = account.session();
  }

  @AfterEach
  void close() {
    session.close();
    account.close();
  }

  @Test
  void columnsAreDescribedAsTheProductReadsThem() {
    session.run(
        "CREATE TABLE T (A NUMBER(10,2) NOT NULL, B VARCHAR(7) DEFAULT 'x', C TIMESTAMP_TZ(6), D FLOAT, E VARIANT, F TIME(3), G BINARY(5), H DATE, I BOOLEAN)");
    assertThat(
            session.run(
                "SELECT COLUMN_NAME, DATA_TYPE, NUMERIC_PRECISION, NUMERIC_SCALE, CHARACTER_MAXIMUM_LENGTH, DATETIME_PRECISION, IS_NULLABLE, COLUMN_DEFAULT FROM \"D\".INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
                Session.bind("TEXT", "PUBLIC"),
                Session.bind("TEXT", "T")))
        .containsExactly(
            "A|NUMBER|10|2|null|null|NO|null",
            "B|TEXT|null|null|7|null|YES|'x'",
            "C|TIMESTAMP_TZ|null|null|null|6|YES|null",
            "D|FLOAT|null|null|null|null|YES|null",
            "E|VARIANT|null|null|null|null|YES|null",
            "F|TIME|null|null|null|3|YES|null",
            "G|BINARY|null|null|null|null|YES|null",
            "H|DATE|null|null|null|null|YES|null",
            "I|BOOLEAN|null|null|null|null|YES|null");
    assertThat(session.run("DESCRIBE TABLE T").subList(0, 2))
        .containsExactly(
            "A|NUMBER(10,2)|COLUMN|N|null|N|N|null|null|null",
            "B|VARCHAR(7)|COLUMN|Y|'x'|N|N|null|null|null");
  }

  @Test
  void aTableThatWasReplacedWasCreatedLater() {
    String created =
        "SELECT TABLE_TYPE, CREATED FROM D.INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'T'";
    session.run("CREATE TABLE T (A NUMBER(1,0))");
    String first = session.cell(created);
    session.run("INSERT INTO T VALUES (1)");
    assertThat(session.cell(created)).isEqualTo(first).startsWith("BASE TABLE|");
    session.run("CREATE OR REPLACE TABLE T (A NUMBER(1,0))");
    assertThat(session.cell(created)).isGreaterThan(first);
    session.run("DROP TABLE T");
    assertThat(session.run(created)).isEmpty();
    assertThat(session.error("SELECT 1 FROM NIX.INFORMATION_SCHEMA.TABLES"))
        .isEqualTo("2003/02000");
  }

  @Test
  void schemataAndDatabasesAreListed() {
    session.run("CREATE SCHEMA \"s\"");
    assertThat(session.run("SELECT SCHEMA_NAME FROM D.INFORMATION_SCHEMA.SCHEMATA ORDER BY 1"))
        .containsExactly("INFORMATION_SCHEMA", "PUBLIC", "s");
    assertThat(session.run("SELECT DATABASE_NAME FROM INFORMATION_SCHEMA.DATABASES"))
        .containsExactly("D");
  }

  @Test
  void whatIsThereIsShown() {
    session.run("CREATE TABLE T (A NUMBER(1,0))");
    session.run("CREATE TRANSIENT TABLE \"t2\" (A NUMBER(1,0))");
    session.run("CREATE VIEW V AS SELECT A FROM T");
    session.run("CREATE STAGE S");
    assertThat(names("SHOW TABLES", 1)).containsExactly("T", "t2");
    assertThat(names("SHOW TABLES LIKE 'T_' IN SCHEMA D.PUBLIC", 1)).containsExactly("t2");
    assertThat(names("SHOW VIEWS IN DATABASE D", 1)).containsExactly("V");
    assertThat(names("SHOW STAGES", 0)).containsExactly("S");
    assertThat(names("SHOW SCHEMAS", 1)).containsExactly("PUBLIC");
    assertThat(names("SHOW DATABASES", 1)).containsExactly("D");
  }

  private List<String> names(String statement, int column) {
    return session.run(statement).stream().map(row -> row.split("\\|", -1)[column]).toList();
  }

  @Test
  void whatIsThereMayBeCreatedAgainOnlyOnRequest() {
    session.run("CREATE TABLE T (A NUMBER(1,0))");
    assertThat(session.error("CREATE TABLE T (A NUMBER(1,0))")).isEqualTo("2002/42710");
    session.run("CREATE TABLE IF NOT EXISTS T (B NUMBER(1,0))");
    assertThat(session.run("SELECT A FROM T")).isEmpty();
    assertThat(session.error("CREATE DATABASE D")).isEqualTo("2002/42710");
    assertThat(session.error("CREATE SCHEMA PUBLIC")).isEqualTo("2002/42710");
    session.run("CREATE STAGE S");
    assertThat(session.error("CREATE STAGE S")).isEqualTo("2002/42710");
    session.run("CREATE STAGE IF NOT EXISTS S");
    assertThat(session.error("CREATE TABLE NIX.PUBLIC.T (A NUMBER(1,0))")).isEqualTo("2003/02000");
    assertThat(session.error("DROP TABLE NIX")).isEqualTo("2003/42S02");
    session.run("DROP TABLE IF EXISTS NIX");
    session.run("DROP DATABASE IF EXISTS NIX");
  }

  @Test
  void columnsAreAddedDroppedAndWidened() {
    session.run("CREATE TABLE T (A NUMBER(4,0), B VARCHAR(2))");
    session.run("INSERT INTO T VALUES (1, 'x')");
    session.run("ALTER TABLE T ADD COLUMN C NUMBER(9,0) DEFAULT 7");
    session.run("ALTER TABLE T ALTER COLUMN C SET NOT NULL");
    session.run("ALTER TABLE T ALTER COLUMN B SET DATA TYPE VARCHAR(4)");
    session.run("ALTER TABLE T ALTER COLUMN A TYPE NUMBER(9,0)");
    session.run("INSERT INTO T (A, B) VALUES (123456789, 'four')");
    session.run("ALTER TABLE T DROP COLUMN A");
    assertThat(session.run("SELECT * FROM T ORDER BY B")).containsExactly("four|7", "x|7");
    session.run("ALTER TABLE T ALTER COLUMN C DROP NOT NULL");
    session.run("INSERT INTO T VALUES ('y', NULL)");
    assertThat(session.error("ALTER TABLE T ALTER COLUMN B TYPE VARCHAR(3)"))
        .isEqualTo("2108/22000");
  }

  @Test
  void grantsAreRecorded() {
    session.run("CREATE ROLE IF NOT EXISTS WORKER");
    session.run("CREATE TABLE T (A NUMBER(1,0))");
    session.run("CREATE STAGE S");
    session.run("GRANT USAGE ON DATABASE D TO ROLE WORKER");
    session.run("GRANT USAGE ON SCHEMA D.PUBLIC TO ROLE WORKER");
    session.run("GRANT SELECT, INSERT ON TABLE T TO ROLE WORKER");
    session.run("GRANT READ, WRITE ON STAGE S TO ROLE \"WORKER\"");
    session.run("GRANT SELECT ON TABLE T TO ROLE WORKER");
    session.run("REVOKE INSERT ON TABLE T FROM ROLE WORKER");
    assertThat(names("SHOW GRANTS TO ROLE WORKER", 1))
        .containsExactly("USAGE", "USAGE", "SELECT", "READ", "WRITE");
    assertThat(session.error("GRANT SELECT ON TABLE T TO ROLE NIX")).isEqualTo("2003/02000");
    assertThat(session.error("GRANT SELECT ON TABLE NIX TO ROLE WORKER")).isEqualTo("2003/42S02");
  }

  @Test
  void aRoleThatLacksAPrivilegeIsRefused() {
    session.run("CREATE TABLE T (A NUMBER(1,0))");
    session.run("USE ROLE POOR");
    assertThat(session.error("CREATE DATABASE IF NOT EXISTS X")).isEqualTo("3001/42501");
    assertThat(session.error("INSERT INTO T VALUES (1)")).isEqualTo("3001/42501");
    assertThat(session.cell("SELECT COUNT(*), CURRENT_ROLE() FROM T")).isEqualTo("0|POOR");
  }
}
