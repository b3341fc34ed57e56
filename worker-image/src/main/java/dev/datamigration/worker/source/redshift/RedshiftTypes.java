package dev.datamigration.worker.source.redshift;

import static dev.datamigration.model.plan.ColumnEncoding.BINARY;
import static dev.datamigration.model.plan.ColumnEncoding.BOOLEAN;
import static dev.datamigration.model.plan.ColumnEncoding.DATE;
import static dev.datamigration.model.plan.ColumnEncoding.DECIMAL;
import static dev.datamigration.model.plan.ColumnEncoding.DOUBLE;
import static dev.datamigration.model.plan.ColumnEncoding.INSTANT;
import static dev.datamigration.model.plan.ColumnEncoding.INTEGER;
import static dev.datamigration.model.plan.ColumnEncoding.JSON;
import static dev.datamigration.model.plan.ColumnEncoding.STRING;
import static dev.datamigration.model.plan.ColumnEncoding.TIME;
import static dev.datamigration.model.plan.ColumnEncoding.TIMESTAMP;

import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.worker.source.planning.DecimalTypes;
import dev.datamigration.worker.source.planning.KeyKind;
import dev.datamigration.worker.source.planning.MappedType;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.TypeMap;
import dev.datamigration.worker.source.planning.TypeRule;
import java.util.List;
import java.util.Map;

/** Redshift's types (docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html). */
public final class RedshiftTypes {
  private static final String ORDINARY_YEARS =
      "Years outside of 1 to 9999 fail the partition unless the target is `VARCHAR`.";

  /** The type map. */
  public static final TypeMap MAP =
      new TypeMap(
          List.of(
              rule("bool", "boolean", KeyKind.BOOLEAN, BOOLEAN, "BOOLEAN", ""),
              integer("int2", "smallint", "NUMBER(5,0)"),
              integer("int4", "integer", "NUMBER(10,0)"),
              integer("int8", "bigint", "NUMBER(19,0)"),
              new TypeRule(
                  List.of("numeric", "numeric", "decimal"),
                  KeyKind.DECIMAL,
                  DecimalTypes::of,
                  List.of(DECIMAL, STRING, DOUBLE),
                  "NUMBER(p,s)",
                  ""),
              rule(
                  "float4",
                  "real",
                  KeyKind.DOUBLE,
                  DOUBLE,
                  "FLOAT",
                  "Widened exactly, NaN and infinities included."),
              rule(
                  "float8",
                  "double precision",
                  KeyKind.DOUBLE,
                  DOUBLE,
                  "FLOAT",
                  "NaN and infinities included."),
              text(
                  List.of("bpchar", "character", "char"),
                  KeyKind.TEXT,
                  "VARCHAR(n)",
                  "Blank padding is kept as stored."),
              text(
                  "varchar",
                  "character varying",
                  KeyKind.TEXT,
                  "VARCHAR(n)",
                  "Redshift counts bytes, Snowflake characters: everything fits."),
              text("text", "text", KeyKind.TEXT, "VARCHAR", ""),
              text("name", "name", KeyKind.TEXT, "VARCHAR", ""),
              text("char", "\"char\"", null, "VARCHAR", ""),
              rule("date", "date", KeyKind.DATE, DATE, "DATE", ORDINARY_YEARS),
              rule("time", "time without time zone", KeyKind.TIME, TIME, "TIME(6)", ""),
              text(
                  "timetz",
                  "time with time zone",
                  null,
                  "VARCHAR",
                  "Snowflake has no time of day with an offset."),
              rule(
                  "timestamp",
                  "timestamp without time zone",
                  KeyKind.TIMESTAMP,
                  TIMESTAMP,
                  "TIMESTAMP_NTZ(6)",
                  ORDINARY_YEARS),
              rule(
                  "timestamptz",
                  "timestamp with time zone",
                  KeyKind.INSTANT,
                  INSTANT,
                  "TIMESTAMP_TZ(6)",
                  "The same instant at offset 0: Redshift keeps no offset. " + ORDINARY_YEARS),
              text("intervaly2m", "interval year to month", null, "VARCHAR", ""),
              text("intervald2s", "interval day to second", null, "VARCHAR", ""),
              TypeRule.of(
                  List.of("varbyte", "binary varying"),
                  null,
                  BINARY,
                  "BINARY",
                  List.of(),
                  "At most 8 MB unless mapped to a longer `BINARY(n)`."),
              TypeRule.of(
                  List.of("super", "super"),
                  null,
                  JSON,
                  "VARIANT",
                  List.of(STRING),
                  "As the JSON text that the driver gives. A number of more than 38 digits fails the partition unless the target is `VARCHAR`."),
              text(
                  "geometry",
                  "geometry",
                  null,
                  "VARCHAR",
                  "The hexadecimal EWKB that the driver gives; `TO_GEOMETRY` reads it."),
              text(
                  "geography",
                  "geography",
                  null,
                  "VARCHAR",
                  "The hexadecimal EWKB that the driver gives."),
              integer("oid", "oid", "NUMBER(10,0)")),
          Map.of());

  private RedshiftTypes() {}

  private static TypeRule rule(
      String name,
      String spelled,
      KeyKind key,
      ColumnEncoding encoding,
      String target,
      String remark) {
    return TypeRule.of(List.of(name, spelled), key, encoding, target, List.of(STRING), remark);
  }

  private static TypeRule integer(String name, String spelled, String target) {
    return TypeRule.of(
        List.of(name, spelled),
        name.equals("oid") ? null : KeyKind.INTEGER,
        INTEGER,
        target,
        List.of(DECIMAL, STRING, DOUBLE),
        "");
  }

  private static TypeRule text(
      String name, String spelled, KeyKind key, String shownTarget, String remark) {
    return text(List.of(name, spelled), key, shownTarget, remark);
  }

  private static TypeRule text(List<String> names, KeyKind key, String shownTarget, String remark) {
    return new TypeRule(
        names,
        key,
        column -> new MappedType(STRING, shownTarget.replace("(n)", length(column))),
        List.of(),
        shownTarget,
        remark);
  }

  private static String length(SourceColumn column) {
    return column.precision() > 0 ? "(" + column.precision() + ")" : "";
  }
}
