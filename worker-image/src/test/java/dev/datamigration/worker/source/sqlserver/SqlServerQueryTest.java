package dev.datamigration.worker.source.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of statements, by Microsoft's documentation of Transact-SQL. */
class SqlServerQueryTest {
  private static final QualifiedName TABLE = new QualifiedName("erp", "dbo", "odd ]name");

  private static SourceColumn column(String name, String type, String declared, String collation) {
    return new SourceColumn(name, type, declared, TypeClass.BUILT_IN, 0, 0, false, collation);
  }

  private static final SourceColumn ID = column("id", "int", "int", null);
  private static final SourceColumn CODE =
      column("code", "varchar", "varchar(10)", "Japanese_CI_AS");

  private static ColumnPlan planned(SourceColumn column, ColumnEncoding encoding) {
    return new ColumnPlan(
        "c1", column.name(), column.declaredType(), "C", "VARCHAR", true, encoding, 0, 0);
  }

  private static String sql(KeyRange range, List<String> key, String where) {
    TableExtraction table =
        new TableExtraction(
            TABLE,
            List.of(planned(ID, ColumnEncoding.INTEGER), planned(CODE, ColumnEncoding.STRING)),
            key,
            where,
            "WITH (NOLOCK)",
            null);
    return new SqlServerQuery(table, List.of(ID, CODE)).sql(new Partition(1, range, 0, 0));
  }

  @Test
  void aWholeTableIsReadWithItsHintBehindItsName() {
    assertThat(sql(new KeyRange.WholeTable(), List.of(), "id > 3 -- all"))
        .isEqualTo(
            "SELECT [id], [code] FROM [dbo].[odd ]]name] WITH (NOLOCK) WHERE (\nid > 3 -- all\n)");
  }

  @Test
  void boundsAreOfTheKeysOwnTypesAndCollation() {
    KeyRange range =
        new KeyRange.Between(
            List.of(new KeyValue.IntegerKey(7), new KeyValue.TextKey("o'é")), List.of());
    assertThat(sql(range, List.of("id", "code"), null))
        .endsWith(
            " WHERE ([id] IS NOT NULL AND [code] IS NOT NULL AND ([id] >= CAST(7 AS int) AND ([id] > CAST(7 AS int)"
                + " OR [code] >= CAST(N'o''é' COLLATE Japanese_CI_AS AS varchar(10)))))");
  }

  static Stream<Arguments> literals() {
    return Stream.of(
        Arguments.of(new KeyValue.BooleanKey(true), "bit", "bit", "CAST(1 AS bit)"),
        Arguments.of(
            new KeyValue.IntegerKey(Long.MIN_VALUE),
            "bigint",
            "bigint",
            "CAST(-9223372036854775808 AS bigint)"),
        Arguments.of(
            new KeyValue.DecimalKey(new BigDecimal("1E+3")),
            "decimal",
            "decimal(9,2)",
            "CAST(1000 AS decimal(9,2))"),
        Arguments.of(
            new KeyValue.DecimalKey(new BigDecimal("0.1000")),
            "money",
            "money",
            "CAST(0.1000 AS money)"),
        Arguments.of(
            new KeyValue.DoubleKey(Double.doubleToLongBits(0.1)),
            "float",
            "float",
            "CAST(0.1E0 AS float)"),
        Arguments.of(
            new KeyValue.DoubleKey(Double.doubleToLongBits(1e300)),
            "float",
            "float",
            "CAST(1.0E300 AS float)"),
        Arguments.of(
            new KeyValue.UuidKey(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
            "uniqueidentifier",
            "uniqueidentifier",
            "CAST('00112233-4455-6677-8899-aabbccddeeff' AS uniqueidentifier)"),
        Arguments.of(
            new KeyValue.BinaryKey(new byte[] {0, (byte) 0xff}),
            "varbinary",
            "varbinary(8)",
            "CAST(0x00ff AS varbinary(8))"),
        Arguments.of(
            new KeyValue.DateKey(LocalDate.of(1, 1, 1)),
            "date",
            "date",
            "CAST('0001-01-01' AS date)"),
        Arguments.of(
            new KeyValue.TimeKey(LocalTime.of(23, 59, 59, 999_999_900)),
            "time",
            "time(7)",
            "CAST('23:59:59.9999999' AS time(7))"),
        Arguments.of(
            new KeyValue.TimestampKey(LocalDateTime.of(2024, 2, 29, 0, 0, 0, 100)),
            "datetime2",
            "datetime2(7)",
            "CAST('2024-02-29T00:00:00.0000001' AS datetime2(7))"),
        Arguments.of(
            new KeyValue.TimestampKey(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 997_000_000)),
            "datetime",
            "datetime",
            "CAST('2024-02-29T01:02:03.997' AS datetime)"),
        Arguments.of(
            new KeyValue.InstantKey(Instant.parse("2024-02-29T01:02:03.0000005Z")),
            "datetimeoffset",
            "datetimeoffset(7)",
            "CAST('2024-02-29T01:02:03.0000005+00:00' AS datetimeoffset(7))"));
  }

  @ParameterizedTest
  @MethodSource("literals")
  void aKeyIsALiteralOfItsColumnsType(
      KeyValue value, String type, String declared, String literal) {
    assertThat(SqlServerKeyLiterals.literal(value, column("k", type, declared, null)))
        .isEqualTo(literal);
  }

  @Test
  void aColumnThatChangedSinceThePlanIsNamed() {
    TableExtraction table =
        new TableExtraction(
            TABLE, List.of(planned(ID, ColumnEncoding.INTEGER)), List.of(), null, null, null);
    SqlServerQuery changed =
        new SqlServerQuery(table, List.of(column("id", "bigint", "bigint", null)));
    assertThatThrownBy(() -> changed.sql(new Partition(1, new KeyRange.WholeTable(), 0, 0)))
        .isInstanceOf(DmwException.class)
        .hasMessageStartingWith("DMW-340")
        .hasMessageContaining("was int and is bigint");
  }
}
