package dev.datamigration.worker.source.sqlserver;

import static dev.datamigration.model.plan.ColumnEncoding.BINARY;
import static dev.datamigration.model.plan.ColumnEncoding.BOOLEAN;
import static dev.datamigration.model.plan.ColumnEncoding.DATE;
import static dev.datamigration.model.plan.ColumnEncoding.DECIMAL;
import static dev.datamigration.model.plan.ColumnEncoding.DOUBLE;
import static dev.datamigration.model.plan.ColumnEncoding.INTEGER;
import static dev.datamigration.model.plan.ColumnEncoding.JSON;
import static dev.datamigration.model.plan.ColumnEncoding.OFFSET_TIMESTAMP_TEXT;
import static dev.datamigration.model.plan.ColumnEncoding.STRING;
import static dev.datamigration.model.plan.ColumnEncoding.TIME;
import static dev.datamigration.model.plan.ColumnEncoding.TIMESTAMP;
import static dev.datamigration.model.plan.ColumnEncoding.TIMESTAMP_TEXT;
import static dev.datamigration.model.plan.ColumnEncoding.TIME_TEXT;

import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.worker.source.planning.DecimalTypes;
import dev.datamigration.worker.source.planning.KeyKind;
import dev.datamigration.worker.source.planning.MappedType;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.TypeMap;
import dev.datamigration.worker.source.planning.TypeRule;
import java.util.List;
import java.util.Map;

/**
 * SQL Server's types (learn.microsoft.com/sql/t-sql/data-types/data-types-transact-sql), by their
 * names in sys.types.
 */
public final class SqlServerTypes {
  /** Snowflake's times in microseconds go as numbers; what is finer goes as text. */
  private static final int MICRO_DIGITS = 6;

  /** The type map. */
  public static final TypeMap MAP =
      new TypeMap(
          List.of(
              rule("bit", KeyKind.BOOLEAN, BOOLEAN, "BOOLEAN", ""),
              integer("tinyint", "NUMBER(3,0)"),
              integer("smallint", "NUMBER(5,0)"),
              integer("int", "NUMBER(10,0)"),
              integer("bigint", "NUMBER(19,0)"),
              decimal("decimal"),
              decimal("numeric"),
              money("money", 19),
              money("smallmoney", 10),
              rule("real", KeyKind.DOUBLE, DOUBLE, "FLOAT", "Widened exactly."),
              rule("float", KeyKind.DOUBLE, DOUBLE, "FLOAT", ""),
              text("char", KeyKind.TEXT, "VARCHAR(n)", "Blank padding is kept as stored."),
              text("varchar", KeyKind.TEXT, "VARCHAR(n)", "`varchar(max)` becomes `VARCHAR`."),
              text("nchar", KeyKind.TEXT, "VARCHAR(n)", "Blank padding is kept as stored."),
              text("nvarchar", KeyKind.TEXT, "VARCHAR(n)", "`nvarchar(max)` becomes `VARCHAR`."),
              text("text", null, "VARCHAR", ""),
              text("ntext", null, "VARCHAR", ""),
              binary("binary", "BINARY(n)"),
              binary("varbinary", "BINARY(n)"),
              new TypeRule(
                  List.of("image"),
                  null,
                  column -> new MappedType(BINARY, "BINARY"),
                  List.of(STRING),
                  "BINARY",
                  ""),
              new TypeRule(
                  List.of("timestamp", "rowversion"),
                  KeyKind.BINARY,
                  column -> new MappedType(BINARY, "BINARY(8)"),
                  List.of(STRING),
                  "BINARY(8)",
                  "Changes with every update of its row."),
              rule("date", KeyKind.DATE, DATE, "DATE", ""),
              new TypeRule(
                  List.of("time"),
                  KeyKind.TIME,
                  column -> timed(column, TIME, TIME_TEXT, "TIME"),
                  List.of(STRING),
                  "TIME(n)",
                  ""),
              new TypeRule(
                  List.of("smalldatetime"),
                  KeyKind.TIMESTAMP,
                  column -> new MappedType(TIMESTAMP, "TIMESTAMP_NTZ(6)"),
                  List.of(STRING),
                  "TIMESTAMP_NTZ(6)",
                  ""),
              new TypeRule(
                  List.of("datetime"),
                  KeyKind.TIMESTAMP,
                  column -> new MappedType(TIMESTAMP, "TIMESTAMP_NTZ(6)"),
                  List.of(STRING),
                  "TIMESTAMP_NTZ(6)",
                  "To the millisecond that SQL Server shows; it keeps thirds of a hundredth of a second."),
              new TypeRule(
                  List.of("datetime2"),
                  KeyKind.TIMESTAMP,
                  column -> timed(column, TIMESTAMP, TIMESTAMP_TEXT, "TIMESTAMP_NTZ"),
                  List.of(STRING),
                  "TIMESTAMP_NTZ(n)",
                  ""),
              new TypeRule(
                  List.of("datetimeoffset"),
                  KeyKind.INSTANT,
                  column ->
                      timed(column, OFFSET_TIMESTAMP_TEXT, OFFSET_TIMESTAMP_TEXT, "TIMESTAMP_TZ"),
                  List.of(STRING),
                  "TIMESTAMP_TZ(n)",
                  "With its offset."),
              new TypeRule(
                  List.of("uniqueidentifier"),
                  KeyKind.UUID,
                  column -> new MappedType(STRING, "VARCHAR(36)"),
                  List.of(),
                  "VARCHAR(36)",
                  "In capitals, as SQL Server writes it."),
              text("xml", null, "VARCHAR", ""),
              TypeRule.of(List.of("json"), null, JSON, "VARIANT", List.of(STRING), ""),
              text("hierarchyid", null, "VARCHAR", "As `/1/3/`, from `ToString()`."),
              text(
                  "geography",
                  null,
                  "VARCHAR",
                  "As `SRID=4326;POINT (1 2)`; `TO_GEOGRAPHY` reads it."),
              text(
                  "geometry", null, "VARCHAR", "As `SRID=0;POINT (1 2)`; `TO_GEOMETRY` reads it.")),
          Map.of());

  private SqlServerTypes() {}

  private static TypeRule rule(
      String name, KeyKind key, ColumnEncoding encoding, String target, String remark) {
    return TypeRule.of(List.of(name), key, encoding, target, List.of(STRING), remark);
  }

  private static TypeRule integer(String name, String target) {
    return TypeRule.of(
        List.of(name), KeyKind.INTEGER, INTEGER, target, List.of(DECIMAL, STRING, DOUBLE), "");
  }

  private static TypeRule decimal(String name) {
    return new TypeRule(
        List.of(name),
        KeyKind.DECIMAL,
        DecimalTypes::of,
        List.of(DECIMAL, STRING, DOUBLE),
        "NUMBER(p,s)",
        "A scale of 38 becomes `VARCHAR`: Snowflake has 37 digits after the point.");
  }

  private static TypeRule money(String name, int digits) {
    return new TypeRule(
        List.of(name),
        KeyKind.DECIMAL,
        column -> DecimalTypes.number(digits, 4),
        List.of(DECIMAL, STRING, DOUBLE),
        "NUMBER(" + digits + ",4)",
        "");
  }

  private static TypeRule text(String name, KeyKind key, String shownTarget, String remark) {
    return new TypeRule(
        List.of(name),
        key,
        column -> new MappedType(STRING, shownTarget.replace("(n)", length(column))),
        List.of(),
        shownTarget,
        remark);
  }

  private static TypeRule binary(String name, String shownTarget) {
    return new TypeRule(
        List.of(name),
        KeyKind.BINARY,
        column -> new MappedType(BINARY, shownTarget.replace("(n)", length(column))),
        List.of(STRING),
        shownTarget,
        name.equals("varbinary") ? "`varbinary(max)` becomes `BINARY`, which holds 8 MB." : "");
  }

  /** At least six digits of a second, so that a target made by hand with fewer is noticed. */
  private static MappedType timed(
      SourceColumn column, ColumnEncoding number, ColumnEncoding text, String target) {
    return column.scale() > MICRO_DIGITS
        ? new MappedType(text, target + "(" + column.scale() + ")")
        : new MappedType(number, target + "(" + MICRO_DIGITS + ")");
  }

  private static String length(SourceColumn column) {
    return column.precision() > 0 ? "(" + column.precision() + ")" : "";
  }
}
