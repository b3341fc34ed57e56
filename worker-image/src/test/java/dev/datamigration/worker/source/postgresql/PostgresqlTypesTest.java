package dev.datamigration.worker.source.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.config.ColumnTypeMapping;
import dev.datamigration.model.config.TableConfigurationBuilder;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.testing.Migration;
import dev.datamigration.worker.source.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How columnTypeMappings are matched and refused; values are tried end to end in bench. */
@ExtendWith(PostgresServer.class)
class PostgresqlTypesTest {
  private static final String SCHEMA = "type_tests";

  @TempDir Path folder;
  private Migration migration;

  @BeforeEach
  void open(PostgresServer.Running server) {
    server.schema(SCHEMA);
    server.execute("CREATE TYPE type_tests.pair AS (a integer, b integer)");
    migration = new Migration(new PostgresqlPlatform().open(server.settings("postgres")), folder);
  }

  @Test
  void aTypeWithoutACounterpartIsRefusedWithTheWaysOut(PostgresServer.Running server) {
    server.execute("CREATE TABLE type_tests.t (id integer, odd type_tests.pair)");
    assertThatThrownBy(() -> migration.plan(Migration.table(SCHEMA, "t")))
        .isInstanceOfSatisfying(
            DmwException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.PERMANENT))
        .hasMessageStartingWith("DMW-333")
        .hasMessageContaining("\"odd\"")
        .hasMessageContaining("type_tests.pair")
        .hasMessageContaining("columnTypeMappings")
        .hasMessageContaining("excludeSourceColumns");
    assertThat(
            migration
                .plan(Migration.table(SCHEMA, "t").excludeSourceColumns(List.of("odd")))
                .columns())
        .extracting(ColumnPlan::sourceName)
        .containsExactly("id");
  }

  private static TableConfigurationBuilder mapped(String source, String target) {
    return Migration.table(SCHEMA, "t")
        .columnTypeMappings(List.of(new ColumnTypeMapping(source, target)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numeric(10,2)  | numeric(10, 2)              | NUMBER(10,2)  | DECIMAL",
        "numeric(10,2)  | Numeric( 10 , 2 )           | VARCHAR       | STRING",
        "numeric(10,2)  | decimal(10,2)               | VARCHAR       | STRING",
        "numeric(10,2)  | DECIMAL                     | VARCHAR       | STRING",
        "numeric(10,2)  | numeric                     | FLOAT         | DOUBLE",
        "integer        | int4                        | NUMBER(12,2)  | DECIMAL",
        "timestamptz(3) | timestamp with time zone    | TIMESTAMP_NTZ | TIMESTAMP",
        "timestamptz(3) | timestamptz(3)              | VARCHAR       | STRING",
        "timestamptz    | timestamptz                 | TIMESTAMP_LTZ(6) | INSTANT",
        "varchar(10)    | varchar                     | VARCHAR(100)  | STRING",
        "varchar(10)    | varchar(10)                 | VARCHAR(100)  | STRING",
        "varchar(10)    | character varying           | STRING        | STRING",
        "char(5)        | char(5)                     | VARCHAR(50)   | STRING",
        "char(5)        | char                        | VARCHAR(50)   | STRING",
        "integer[]      | integer[]                   | VARIANT       | JSON",
        "varchar(10)[]  | varchar[]                   | VARIANT       | JSON"
      })
  void aMappingIsFoundByEachOfTheTypesNames(
      String type,
      String source,
      String target,
      ColumnEncoding encoding,
      PostgresServer.Running server) {
    server.execute("CREATE TABLE type_tests.t (v " + type + ")");
    TablePlan plan = migration.plan(mapped(source, target));
    assertThat(plan.columns().get(0).encoding()).isEqualTo(encoding);
    assertThat(plan.columns().get(0).targetType()).isEqualToIgnoringCase(target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numeric(10,2) | numeric(12,2)",
        "varchar(10)   | varchar(11)",
        "integer[]     | integer"
      })
  void aMappingOfAnotherTypeIsNotTaken(String type, String source, PostgresServer.Running server) {
    server.execute("CREATE TABLE type_tests.t (v " + type + ")");
    assertThat(migration.plan(mapped(source, "VARCHAR(77)")).columns())
        .extracting(ColumnPlan::targetType)
        .doesNotContain("VARCHAR(77)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uuid    | uuid    | NUMBER(38,0)",
        "integer | integer | TIMESTAMP_NTZ",
        "text    | text    | NUMBER(39,0)",
        "text    | text    | GEOGRAPHY",
        "text    | text    | VARCHAR); DROP TABLE T; --",
        "date    | date    | BOOLEAN"
      })
  void aMappingThatTheTypeCannotFeedIsRefused(
      String type, String source, String target, PostgresServer.Running server) {
    server.execute("CREATE TABLE type_tests.t (v " + type + ")");
    assertThatThrownBy(() -> migration.plan(mapped(source, target)))
        .isInstanceOf(DmwException.class)
        .hasMessageStartingWith("DMW-334")
        .hasMessageContaining("\"v\"");
  }

  @Test
  void anUnboundedDecimalIsTextAndAWarningSaysSo(PostgresServer.Running server) {
    server.execute("CREATE TABLE type_tests.t (amount numeric)");
    assertThat(migration.plan(Migration.table(SCHEMA, "t")).warnings())
        .singleElement()
        .asString()
        .contains("\"amount\"", "VARCHAR", "columnTypeMappings");
  }
}
