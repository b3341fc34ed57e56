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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(PostgresServer.class)
class PostgresqlTypesTest {
  private static final String SCHEMA = "type_tests";

  @TempDir Path folder;
  private Migration migration;

  @BeforeEach
  void open(PostgresServer.Running server) {
    server.schema(SCHEMA);
    server.execute(
        """
        CREATE TYPE type_tests.mood AS ENUM ('sad', 'so so', 'happy');
        CREATE DOMAIN type_tests.positive AS numeric(6,2) CHECK (VALUE > 0);
        CREATE DOMAIN type_tests.very_positive AS type_tests.positive;
        CREATE TYPE type_tests.pair AS (a integer, b integer);
        """);
    migration = new Migration(new PostgresqlPlatform().open(server.settings("postgres")), folder);
  }

  /**
   * A type, its target, literals, and what DuckDB shows of them in the file; {@code =} where that
   * is PostgreSQL's own text form.
   */
  record Sample(String type, String target, List<String> literals, List<String> shown) {
    static Sample of(String type, String target, String... literals) {
      return new Sample(type, target, List.of(literals), List.of());
    }

    Sample shown(String... values) {
      return new Sample(type, target, literals, List.of(values));
    }

    @Override
    public String toString() {
      return type;
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
        Sample.of("boolean", "BOOLEAN", "true", "false").shown("true", "false"),
        Sample.of("smallint", "NUMBER(5,0)", "-32768", "32767", "0"),
        Sample.of("integer", "NUMBER(10,0)", "-2147483648", "2147483647", "0"),
        Sample.of("bigint", "NUMBER(19,0)", "-9223372036854775808", "9223372036854775807"),
        Sample.of("oid", "NUMBER(10,0)", "0", "4294967295"),
        Sample.of("numeric(5,2)", "NUMBER(5,2)", "-999.99", "999.99", "0.00", "0.01", "100.00"),
        Sample.of("numeric(9,0)", "NUMBER(9,0)", "-999999999", "999999999", "10000", "0"),
        Sample.of("numeric(9,9)", "NUMBER(9,9)", "0.000000001", "-0.999999999")
            .shown(".000000001", "-.999999999"),
        Sample.of(
            "numeric(18,4)",
            "NUMBER(18,4)",
            "99999999999999.9999",
            "-99999999999999.9999",
            "10000.0000",
            "1.2000"),
        Sample.of("numeric(18,0)", "NUMBER(18,0)", "999999999999999999", "-1", "1000000000000"),
        Sample.of(
            "numeric(19,0)", "NUMBER(19,0)", "9999999999999999999", "-9999999999999999999", "5"),
        Sample.of(
            "numeric(38,0)",
            "NUMBER(38,0)",
            "99999999999999999999999999999999999999",
            "-99999999999999999999999999999999999999",
            "0",
            "10000000000000000000000"),
        Sample.of(
            "numeric(38,37)",
            "NUMBER(38,37)",
            "9.9999999999999999999999999999999999999",
            "-0.0000000000000000000000000000000000001"),
        Sample.of(
            "numeric(38,10)",
            "NUMBER(38,10)",
            "9999999999999999999999999999.9999999999",
            "-0.0000000001",
            "12.3400000000"),
        Sample.of("numeric(3,-2)", "NUMBER(5,0)", "12300", "-99900"),
        Sample.of("numeric(2,5)", "NUMBER(5,5)", "0.00012", "-0.00099").shown(".00012", "-.00099"),
        Sample.of(
            "numeric",
            "VARCHAR",
            "1.50",
            "-123456789012345678901234567890123456789012345.00001",
            "NaN",
            "Infinity"),
        Sample.of("numeric(40,2)", "VARCHAR", "12345678901234567890123456789012345678.90"),
        Sample.of("real", "FLOAT", "0.1", "-3.4028235e38", "NaN", "Infinity", "-0")
            .shown("0.10000000149011612", "-3.4028234663852886e+38", "nan", "inf", "-0.0"),
        Sample.of(
                "double precision",
                "FLOAT",
                "0.1",
                "5e-324",
                "1.7976931348623157e308",
                "NaN",
                "-Infinity",
                "-0")
            .shown("0.1", "5e-324", "1.7976931348623157e+308", "nan", "-inf", "-0.0"),
        Sample.of("money", "NUMBER(19,2)", "-92233720368547758.08", "92233720368547758.07", "0.01")
            .shown("-92233720368547758.08", "92233720368547758.07", "0.01"),
        Sample.of("char(5)", "VARCHAR(5)", "ab", "", "Ü😀").shown("ab   ", "     ", "Ü😀   "),
        Sample.of("varchar(10)", "VARCHAR(10)", "", "  x  ", "Ünïcödé😀"),
        Sample.of("text", "VARCHAR", "", "\\N", "日本語😀", "a\nb\r\tc\"'", "NULL"),
        Sample.of("name", "VARCHAR", "pg_class"),
        Sample.of("\"char\"", "VARCHAR", "x"),
        Sample.of("bytea", "BINARY", "\\x", "\\x00ff10").shown("", "\\x00\\xFF\\x10"),
        Sample.of(
            "date", "DATE", "0001-01-01", "9999-12-31", "1582-10-10", "2024-02-29", "1970-01-01"),
        Sample.of("time", "TIME(6)", "00:00:00", "23:59:59.999999", "12:34:56.7"),
        Sample.of("timetz", "VARCHAR", "12:00:00+05:30", "24:00:00-12"),
        Sample.of(
            "timestamp",
            "TIMESTAMP_NTZ(6)",
            "0001-01-01 00:00:00",
            "9999-12-31 23:59:59.999999",
            "1582-10-10 12:00:00",
            "2024-03-31 02:30:00",
            "1969-12-31 23:59:59.999999"),
        Sample.of(
                "timestamptz",
                "TIMESTAMP_TZ(6)",
                "0001-01-01 00:00:00+00",
                "9999-12-31 23:59:59.999999+00",
                "2024-03-31 02:30:00+02")
            .shown(
                "0001-01-01 00:00:00+00",
                "9999-12-31 23:59:59.999999+00",
                "2024-03-31 00:30:00+00"),
        Sample.of("interval", "VARCHAR", "1 year 2 mons -3 days 04:05:06.789", "00:00:00"),
        Sample.of(
            "uuid",
            "VARCHAR(36)",
            "00000000-0000-0000-0000-000000000000",
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        Sample.of("json", "VARIANT", "{\"b\": 1,  \"a\": [1, 2.50, null]}", "null"),
        Sample.of(
            "json",
            "VARIANT",
            "[12345678901234567890123456789012345678, \"123456789012345678901234567890123456789\"]"),
        Sample.of("jsonb", "VARIANT", "{\"b\": 1,  \"a\": [1, 2.50, null]}", "\"ü😀\""),
        Sample.of("xml", "VARCHAR", "<a>ü</a>"),
        Sample.of("bit(5)", "VARCHAR", "10110"),
        Sample.of("bit varying", "VARCHAR", "", "101"),
        Sample.of("inet", "VARCHAR", "192.168.0.1/24", "::1"),
        Sample.of("cidr", "VARCHAR", "10.0.0.0/8"),
        Sample.of("macaddr", "VARCHAR", "08:00:2b:01:02:03"),
        Sample.of("macaddr8", "VARCHAR", "08:00:2b:01:02:03:04:05"),
        Sample.of("point", "VARCHAR", "(0.1,-2)"),
        Sample.of("line", "VARCHAR", "{1,2,3}"),
        Sample.of("lseg", "VARCHAR", "[(0,0),(1,1)]"),
        Sample.of("box", "VARCHAR", "(1,1),(0,0)"),
        Sample.of("path", "VARCHAR", "((0,0),(1,1))"),
        Sample.of("polygon", "VARCHAR", "((0,0),(1,1))"),
        Sample.of("circle", "VARCHAR", "<(0,0),0.1>"),
        Sample.of("tsvector", "VARCHAR", "a fat cat"),
        Sample.of("tsquery", "VARCHAR", "fat & cat"),
        Sample.of("int4range", "VARCHAR", "[1,5)", "empty"),
        Sample.of("int8range", "VARCHAR", "[1,)"),
        Sample.of("numrange", "VARCHAR", "(0.5,2]"),
        Sample.of("daterange", "VARCHAR", "[2024-01-01,2024-02-01)"),
        Sample.of("tsrange", "VARCHAR", "[2024-01-01 00:00,)"),
        Sample.of("tstzrange", "VARCHAR", "[2024-01-01 00:00+02,)"),
        Sample.of("int4multirange", "VARCHAR", "{[1,3),[5,7)}"),
        Sample.of("jsonpath", "VARCHAR", "$.a"),
        Sample.of("pg_lsn", "VARCHAR", "16/B374D848"),
        Sample.of("xid", "VARCHAR", "42"),
        Sample.of("tid", "VARCHAR", "(0,1)"),
        Sample.of("type_tests.mood", "VARCHAR", "so so", "happy"),
        Sample.of("type_tests.very_positive", "NUMBER(6,2)", "1.50", "9999.99"),
        Sample.of("integer[]", "VARCHAR", "{1,NULL,3}", "{{1,2},{3,4}}", "[2:3]={1,2}"),
        Sample.of("text[]", "VARCHAR", "{a,\"b c\",NULL}"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyValueOfATypeArrivesExactly(Sample sample, PostgresServer.Running server) {
    String values =
        Stream.concat(sample.literals().stream(), Stream.of((String) null))
            .map(
                literal ->
                    literal == null
                        ? "(NULL)"
                        : "('" + literal.replace("'", "''") + "'::" + sample.type() + ")")
            .collect(Collectors.joining(", "));
    server.execute(
        "CREATE TABLE type_tests.t (n integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v "
            + sample.type()
            + "); INSERT INTO type_tests.t (v) VALUES "
            + values);
    TablePlan plan = migration.plan(Migration.table(SCHEMA, "t"));
    ColumnPlan column = plan.columns().get(1);
    assertThat(column.targetType()).isEqualTo(sample.target());
    assertThat(column.nullable()).isTrue();
    List<String> read = new ArrayList<>();
    migration.read(plan).rows().forEach(row -> read.add(row.get(1)));
    assertThat(read.get(read.size() - 1)).isNull();
    List<String> expected = sample.shown().isEmpty() ? texts(server) : sample.shown();
    assertThat(read.subList(0, read.size() - 1)).isEqualTo(expected);
  }

  private static List<String> texts(PostgresServer.Running server) {
    return server.texts("SELECT v::text FROM type_tests.t ORDER BY n").stream()
        .filter(Objects::nonNull)
        .toList();
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

  @Test
  void anUnmappedTypeGoesAsTextIfAskedFor(PostgresServer.Running server) {
    server.execute(
        "CREATE TABLE type_tests.t (odd type_tests.pair); INSERT INTO type_tests.t VALUES (ROW(1, 2))");
    TablePlan plan = migration.plan(mapped("type_tests.pair", "VARCHAR"));
    assertThat(migration.read(plan).rows()).containsExactly(List.of("(1,2)"));
  }

  private static TableConfigurationBuilder mapped(String source, String target) {
    return Migration.table(SCHEMA, "t")
        .columnTypeMappings(List.of(new ColumnTypeMapping(source, target)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numeric       | 12.340       | numeric                     | NUMBER(20,3)  | DECIMAL   | 12.340",
        "numeric(10,2) | 12.34        | numeric(10, 2)              | NUMBER(10,2)  | DECIMAL   | 12.34",
        "numeric(10,2) | 12.34        | DECIMAL                     | VARCHAR       | STRING    | 12.34",
        "numeric(10,2) | 12.5         | numeric                     | FLOAT         | DOUBLE    | 12.5",
        "integer       | 42           | int4                        | NUMBER(12,2)  | DECIMAL   | 42.00",
        "integer       | 42           | integer                     | VARCHAR(20)   | STRING    | 42",
        "bigint        | 42           | bigint                      | INT           | INTEGER   | 42",
        "money         | 1.5          | money                       | VARCHAR       | STRING    | $1.50",
        "boolean       | true         | boolean                     | VARCHAR       | STRING    | true",
        "date          | infinity     | date                        | varchar       | STRING    | infinity",
        "timestamptz   | 2024-01-01Z  | timestamp with time zone    | TIMESTAMP_NTZ | TIMESTAMP | 2024-01-01 00:00:00",
        "timestamptz   | 2024-01-01Z  | timestamptz                 | TIMESTAMP_LTZ(6) | INSTANT | 2024-01-01 00:00:00+00",
        "varchar(10)   | abc          | varchar                     | VARCHAR(100)  | STRING    | abc",
        "varchar(10)   | abc          | character varying           | STRING        | STRING    | abc",
        "integer[]     | {1,NULL}     | integer[]                   | VARIANT       | JSON      | [1,null]",
        "jsonb         | {\"a\": 1}   | jsonb                       | VARCHAR       | STRING    | {\"a\": 1}",
        "bytea         | \\xff00      | bytea                       | BINARY(16)    | BINARY    | \\xFF\\x00"
      })
  void aMappingThatTheTypeCanFeedIsHonoured(
      String type,
      String literal,
      String source,
      String target,
      ColumnEncoding encoding,
      String shown,
      PostgresServer.Running server) {
    server.execute("SET lc_monetary = 'C'");
    server.execute(
        "CREATE TABLE type_tests.t (v "
            + type
            + "); INSERT INTO type_tests.t VALUES ('"
            + literal
            + "')");
    TablePlan plan = migration.plan(mapped(source, target));
    assertThat(plan.columns().get(0).encoding()).isEqualTo(encoding);
    assertThat(plan.columns().get(0).targetType()).isEqualToIgnoringCase(target);
    assertThat(migration.read(plan).rows()).containsExactly(List.of(shown));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "date          | infinity               |",
        "date          | 0044-03-15 BC          |",
        "date          | 10000-01-01            |",
        "timestamp     | -infinity              |",
        "timestamp     | 10000-01-01            |",
        "timestamptz   | infinity               |",
        "timestamptz   | 0001-12-31 00:00 BC    |",
        "time          | 24:00:00               |",
        "numeric       | NaN                    | NUMBER(10,2)",
        "numeric       | -Infinity              | NUMBER(10,2)",
        "numeric       | 0.001                  | NUMBER(10,2)",
        "numeric       | 123456789.00           | NUMBER(10,2)",
        "numeric       | 1e30                   | NUMBER(18,0)",
        "numeric       | 1e38                   | NUMBER(38,0)",
        "integer       | 1000                   | NUMBER(5,2)",
        "jsonb         | {\"a\": 123456789012345678901234567890.123456789} |",
        "json          | [\"\\\"\", 0.00000000000000000000000000000000000001] |",
        "bytea         | \\x0102030405          | BINARY(4)"
      })
  void aValueThatTheTargetTypeCannotHoldFailsThePartitionAndNamesTheRow(
      String type, String literal, String target, PostgresServer.Running server) {
    server.execute(
        "CREATE TABLE type_tests.t (id integer PRIMARY KEY, v "
            + type
            + "); INSERT INTO type_tests.t VALUES (1, NULL), (4711, '"
            + literal
            + "')");
    TablePlan plan =
        migration.plan(target == null ? Migration.table(SCHEMA, "t") : mapped(type, target));
    assertThatThrownBy(() -> migration.read(plan))
        .isInstanceOfSatisfying(
            DmwException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.PERMANENT))
        .hasMessageStartingWith("DMW-341")
        .hasMessageContaining("\"v\"")
        .hasMessageContaining("\"id\" = 4711")
        .hasMessageContaining("row 2");
    assertThat(migration.leftOver()).isEmpty();
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
