package dev.datamigration.worker.source.postgresql;

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
import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import dev.datamigration.worker.source.planning.TypeMap;
import dev.datamigration.worker.source.planning.TypeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL's built-in types (postgresql.org/docs/current/datatype.html) in Snowflake. What has no
 * counterpart there goes as the text PostgreSQL itself writes and reads back.
 */
public final class PostgresqlTypes {
  /** The type map. */
  public static final TypeMap MAP = new TypeMap(rules(), classRules());

  private PostgresqlTypes() {}

  private static List<TypeRule> rules() {
    List<TypeRule> rules = new ArrayList<>();
    rules.add(plain("bool", "boolean", KeyKind.BOOLEAN, BOOLEAN, "BOOLEAN", ""));
    rules.add(integer("int2", "smallint", "NUMBER(5,0)"));
    rules.add(integer("int4", "integer", "NUMBER(10,0)"));
    rules.add(integer("int8", "bigint", "NUMBER(19,0)"));
    rules.add(
        new TypeRule(
            List.of("numeric", "numeric", "decimal"),
            KeyKind.DECIMAL,
            DecimalTypes::of,
            List.of(DECIMAL, STRING, DOUBLE),
            "NUMBER(p,s)",
            "Without a precision, or with more than 38 digits: `VARCHAR`, with a warning; map it to a"
                + " `NUMBER(p,s)` if all values fit. `NaN` and infinity fail the partition unless the"
                + " target is `VARCHAR` or `FLOAT`."));
    rules.add(
        plain(
            "float4",
            "real",
            KeyKind.DOUBLE,
            DOUBLE,
            "FLOAT",
            "Widened exactly, NaN and infinities included."));
    rules.add(
        plain(
            "float8",
            "double precision",
            KeyKind.DOUBLE,
            DOUBLE,
            "FLOAT",
            "NaN and infinities included."));
    MappedType money = DecimalTypes.number(19, 2);
    rules.add(
        new TypeRule(
            List.of("money", "money"),
            null,
            column -> money,
            List.of(STRING),
            money.targetType(),
            "Fails the partition where the server's `lc_monetary` has more than two digits of"
                + " fraction."));
    rules.add(
        text(
            List.of("bpchar", "character", "char"),
            KeyKind.TEXT,
            "VARCHAR(n)",
            "Blank padding is kept as stored."));
    rules.add(text("varchar", "character varying", KeyKind.TEXT, "VARCHAR(n)", ""));
    rules.add(text("text", "text", KeyKind.TEXT, "VARCHAR", ""));
    rules.add(text("name", "name", KeyKind.TEXT, "VARCHAR", ""));
    rules.add(text("char", "\"char\"", null, "VARCHAR", ""));
    rules.add(
        TypeRule.of(
            List.of("bytea", "bytea"),
            KeyKind.BINARY,
            BINARY,
            "BINARY",
            List.of(STRING),
            "At most 8 MB unless mapped to a longer `BINARY(n)`."));
    rules.add(plain("date", "date", KeyKind.DATE, DATE, "DATE", ORDINARY_YEARS));
    rules.add(
        plain(
            "time",
            "time without time zone",
            KeyKind.TIME,
            TIME,
            "TIME(6)",
            "`24:00` fails the partition unless the target is `VARCHAR`."));
    rules.add(
        text(
            "timetz",
            "time with time zone",
            null,
            "VARCHAR",
            "Snowflake has no time of day with an offset."));
    rules.add(
        plain(
            "timestamp",
            "timestamp without time zone",
            KeyKind.TIMESTAMP,
            TIMESTAMP,
            "TIMESTAMP_NTZ(6)",
            ORDINARY_YEARS));
    rules.add(
        TypeRule.of(
            List.of("timestamptz", "timestamp with time zone"),
            KeyKind.INSTANT,
            INSTANT,
            "TIMESTAMP_TZ(6)",
            List.of(STRING, TIMESTAMP),
            "The same instant at offset 0: PostgreSQL keeps no offset. As `TIMESTAMP_NTZ` in UTC. "
                + ORDINARY_YEARS));
    rules.add(text("interval", "interval", null, "VARCHAR", "In PostgreSQL's own style."));
    rules.add(text("uuid", "uuid", KeyKind.UUID, "VARCHAR(36)", ""));
    rules.add(
        plain(
            "json",
            "json",
            null,
            JSON,
            "VARIANT",
            "As a value: white space, order of keys and spelling of numbers go; `VARCHAR` keeps the text. A number of more than 38 digits, a key named twice and half of a surrogate pair fail the partition unless the target is `VARCHAR`."));
    rules.add(
        plain(
            "jsonb",
            "jsonb",
            null,
            JSON,
            "VARIANT",
            "A number of more than 38 digits fails the partition unless the target is `VARCHAR`."));
    for (String type :
        List.of(
            "xml",
            "bit",
            "varbit",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "tsvector",
            "tsquery",
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "tsrange",
            "tstzrange",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "datemultirange",
            "tsmultirange",
            "tstzmultirange",
            "jsonpath",
            "pg_lsn",
            "xid",
            "xid8",
            "cid",
            "tid",
            "pg_snapshot",
            "txid_snapshot")) {
      rules.add(text(type, spelled(type), null, "VARCHAR", ""));
    }
    rules.add(integer("oid", "oid", "NUMBER(10,0)"));
    return rules;
  }

  private static final String ORDINARY_YEARS =
      "Infinity and years outside of 1 to 9999 fail the partition unless the target is `VARCHAR`.";

  private static String spelled(String type) {
    return type.equals("varbit") ? "bit varying" : type;
  }

  private static Map<TypeClass, TypeRule> classRules() {
    return Map.of(
        TypeClass.ENUM,
        TypeRule.of(List.of(), null, STRING, "VARCHAR", List.of(), "The label."),
        TypeClass.ARRAY,
        TypeRule.of(
            List.of(),
            null,
            STRING,
            "VARCHAR",
            List.of(JSON),
            "In PostgreSQL's own form, `{1,2}`, which keeps bounds and NULLs; mapped to `VARIANT`: a"
                + " JSON array."));
  }

  private static TypeRule plain(
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
