package dev.datamigration.bench.types;

import dev.datamigration.worker.source.redshift.RedshiftTypes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Redshift's data types, as far as PostgreSQL has them too: the server in the tests is one, behind
 * Amazon's driver. All literals are texts.
 */
public final class RedshiftDataTypes {
  /** The table. */
  public static final DataTypeTable TABLE =
      new DataTypeTable(
          "Redshift",
          RedshiftTypes.MAP,
          Stream.of(numbers(), times(), texts(), asked()).flatMap(List::stream).toList(),
          Map.of(
              "intervaly2m", DataTypeTable.BY_DOCUMENTATION,
              "intervald2s", DataTypeTable.BY_DOCUMENTATION,
              "varbyte", DataTypeTable.BY_DOCUMENTATION,
              "super", DataTypeTable.BY_DOCUMENTATION,
              "geometry", DataTypeTable.BY_DOCUMENTATION,
              "geography", DataTypeTable.BY_DOCUMENTATION),
          List.of(new UnmappedType("jsonb", "any type that has no line")),
          "`HLLSKETCH` is such a type, by documentation. The server in the tests is PostgreSQL behind Amazon's driver; no Redshift has"
              + " been met.");

  private RedshiftDataTypes() {}

  private static DataType type(String source, String target) {
    return DataType.of(source, target, LiteralForm.TEXT);
  }

  private static DataType asked(String source, String target) {
    return DataType.asked(source, target, LiteralForm.TEXT);
  }

  private static List<DataType> numbers() {
    return List.of(
        type("boolean", "BOOLEAN").arrives("true", "false"),
        type("smallint", "NUMBER(5,0)")
            .between("-32768", "32767")
            .arrives("0")
            .notInSource("-32769", "32768"),
        type("integer", "NUMBER(10,0)")
            .between("-2147483648", "2147483647")
            .arrives("0")
            .notInSource("-2147483649", "2147483648"),
        type("bigint", "NUMBER(19,0)")
            .between("-9223372036854775808", "9223372036854775807")
            .arrives("0")
            .notInSource("-9223372036854775809", "9223372036854775808"),
        type("oid", "NUMBER(10,0)").between("0", "4294967295"),
        type("numeric(38,0)", "NUMBER(38,0)")
            .between(
                "-99999999999999999999999999999999999999", "99999999999999999999999999999999999999")
            .arrives("0", "10000000000000000000000")
            .notInSource("100000000000000000000000000000000000000"),
        type("numeric(5,2)", "NUMBER(5,2)")
            .arrives("-999.99", "999.99", "0.00", "0.01", "-0.01")
            .notInSource("999.995", "-1000.00"),
        type("numeric(38,37)", "NUMBER(38,37)")
            .arrives(
                "9.9999999999999999999999999999999999999",
                "-0.0000000000000000000000000000000000001"),
        type("numeric(18,4)", "NUMBER(18,4)").arrives("99999999999999.9999", "1.2000"),
        type("real", "FLOAT")
            .between(
                "-3.4028235e38", "-3.4028234663852886E38",
                "3.4028235e38", "3.4028234663852886E38")
            .arrives("NaN", "Infinity", "-Infinity")
            .arrivesAs("0.1", "0.10000000149011612")
            .arrivesAs("-0", "-0.0")
            .notInSource("3.5e38"),
        type("double precision", "FLOAT")
            .between(
                "-1.7976931348623157e308", "-1.7976931348623157E308",
                "1.7976931348623157e308", "1.7976931348623157E308")
            .arrives("NaN", "Infinity", "-Infinity", "0.1")
            .arrivesAs("5e-324", "4.9E-324")
            .notInSource("1.8e308"));
  }

  private static List<DataType> times() {
    return List.of(
        type("date", "DATE")
            .between("0001-01-01", "9999-12-31")
            .arrives(ClockTraps.JULIAN_DAYS)
            .arrives("2024-02-29")
            .arrives("1969-12-31", "1970-01-01")
            .arrives(ClockTraps.DAYS)
            .fails("0001-12-31 BC", "10000-01-01"),
        type("time", "TIME(6)")
            .between("00:00:00", "23:59:59.999999")
            .arrives("00:00:00.000001", "12:34:56.7")
            .arrives(ClockTraps.TIMES_OF_DAY)
            .fails("24:00:00"),
        type("time with time zone", "VARCHAR").arrives("12:00:00+05:30", "02:30:00.000001-03"),
        type("timestamp", "TIMESTAMP_NTZ(6)")
            .between("0001-01-01 00:00:00", "9999-12-31 23:59:59.999999")
            .arrives("1969-12-31 23:59:59.999999", "1970-01-01 00:00:00")
            .arrives(ClockTraps.julianDaysWith(" 00:00:00"))
            .arrives(ClockTraps.TIMES)
            .fails("0001-12-31 23:59:59.999999 BC", "10000-01-01 00:00:00")
            .fails("infinity", "-infinity"),
        type("timestamp with time zone", "TIMESTAMP_TZ(6)")
            .between(
                "0001-01-01 00:00:00+00", "0001-01-01 00:00:00 +00:00",
                "9999-12-31 23:59:59.999999+00", "9999-12-31 23:59:59.999999 +00:00")
            .arrivesAs("2024-03-31 02:30:00+05:45", "2024-03-30 20:45:00 +00:00")
            .arrivesAs("2018-10-28 03:33:17+03", "2018-10-28 00:33:17 +00:00")
            .arrivesAs("2018-10-28 03:33:17+02", "2018-10-28 01:33:17 +00:00")
            .instants()
            .fails("0001-01-01 00:00:00+00:01", "9999-12-31 23:59:59.999999-00:01")
            .fails("infinity", "-infinity"));
  }

  private static List<DataType> texts() {
    return List.of(
        type("char(5)", "VARCHAR(5)").arrivesAs("ab", "ab   ").arrivesAs("", "     "),
        type("varchar(10)", "VARCHAR(10)")
            .arrives("", "  x  ", "Ünïcödé😀")
            .notInSource("abcdefghijk"),
        type("varchar(65535)", "VARCHAR(65535)").arrives("x".repeat(65_535)),
        type("text", "VARCHAR").arrives("", "\\N", "日本語😀", "a\nb\r\tc\"'", "NULL"),
        type("name", "VARCHAR").arrives("pg_class"),
        type("\"char\"", "VARCHAR").arrives("x"));
  }

  private static List<DataType> asked() {
    return List.of(
        asked("boolean", "VARCHAR").arrives("true", "false"),
        asked("smallint", "VARCHAR").arrives("-32768"),
        asked("smallint", "FLOAT").arrivesAs("-32768", "-32768.0"),
        asked("integer", "VARCHAR(20)").arrives("-2147483648"),
        asked("integer", "FLOAT").arrivesAs("2147483647", "2.147483647E9"),
        asked("bigint", "VARCHAR").arrives("-9223372036854775808"),
        asked("bigint", "FLOAT").arrivesAs("9007199254740993", "9.007199254740992E15"),
        asked("bigint", "NUMBER(20,1)").arrivesAs("9223372036854775807", "9223372036854775807.0"),
        asked("oid", "VARCHAR").arrives("4294967295"),
        asked("oid", "FLOAT").arrivesAs("4294967295", "4.294967295E9"),
        asked("oid", "NUMBER(11,1)").arrivesAs("4294967295", "4294967295.0"),
        asked("numeric(10,2)", "VARCHAR").arrives("12.34"),
        asked("numeric(12,3)", "NUMBER(12,2)").arrivesAs("12.340", "12.34").fails("12.341"),
        asked("numeric(13,2)", "FLOAT").arrivesAs("12.50", "12.5"),
        asked("real", "VARCHAR").arrives("0.1", "NaN"),
        asked("double precision", "VARCHAR").arrives("0.1", "-Infinity"),
        asked("char(4)", "VARCHAR(40)").arrivesAs("abc", "abc "),
        asked("varchar(10)", "VARCHAR(100)").arrives("abc"),
        asked("date", "VARCHAR").arrives("0044-03-15 BC", "2011-12-30"),
        asked("time", "VARCHAR").arrives("00:13:07"),
        asked("timestamp", "VARCHAR").arrives(ClockTraps.TIMES),
        asked("timestamptz", "VARCHAR").arrives(ClockTraps.timesWith("+00")));
  }
}
