package dev.datamigration.bench.types;

import java.util.List;

/** What {@code columnTypeMappings} may ask for of PostgreSQL's types. */
final class PostgresqlAskedTypes {
  private PostgresqlAskedTypes() {}

  private static DataType asked(String source, String target) {
    return DataType.asked(source, target, LiteralForm.TEXT);
  }

  static List<DataType> all() {
    return List.of(
        asked("boolean", "VARCHAR").arrives("true", "false"),
        asked("smallint", "VARCHAR(20)").arrives("-32768", "32767"),
        asked("smallint", "FLOAT").arrivesAs("-32768", "-32768.0"),
        asked("smallint", "NUMBER(12,2)").arrivesAs("-32768", "-32768.00"),
        asked("integer", "VARCHAR").arrives("-2147483648", "2147483647"),
        asked("integer", "FLOAT").arrivesAs("2147483647", "2.147483647E9"),
        asked("integer", "NUMBER(5,2)").arrivesAs("999", "999.00").fails("1000", "-1000"),
        asked("bigint", "VARCHAR").arrives("-9223372036854775808", "9223372036854775807"),
        asked("bigint", "FLOAT").arrivesAs("9007199254740993", "9.007199254740992E15"),
        asked("bigint", "INT").arrives("-9223372036854775808", "9223372036854775807"),
        asked("bigint", "NUMBER(20,1)")
            .arrivesAs("-9223372036854775808", "-9223372036854775808.0")
            .arrivesAs("9223372036854775807", "9223372036854775807.0"),
        asked("oid", "VARCHAR").arrives("4294967295"),
        asked("oid", "FLOAT").arrivesAs("4294967295", "4.294967295E9"),
        asked("oid", "NUMBER(11,1)").arrivesAs("4294967295", "4294967295.0"),
        asked("numeric", "NUMBER(10,2)")
            .between("-99999999.99", "99999999.99")
            .arrivesAs("1.5", "1.50")
            .fails("100000000.00", "-100000000.00", "0.001", "NaN", "Infinity", "-Infinity"),
        asked("numeric", "NUMBER(18,0)")
            .arrives("999999999999999999")
            .fails("1000000000000000000", "1e30"),
        asked("numeric", "NUMBER(38,0)")
            .arrives("99999999999999999999999999999999999999")
            .fails("1e38", "-1e38", "0." + "0".repeat(40) + "1", "1e1000"),
        asked("numeric", "FLOAT").arrives("0.1", "12.5", "NaN", "Infinity"),
        asked("numeric(10,2)", "VARCHAR").arrives("12.34"),
        asked("real", "VARCHAR").arrives("0.1", "3.4028235e+38", "NaN"),
        asked("double precision", "VARCHAR").arrives("0.1", "5e-324", "-Infinity", "-0"),
        asked("money", "VARCHAR").arrivesAs("1234.5", "$1,234.50"),
        asked("bytea", "VARCHAR").arrives("\\x00ff10"),
        asked("bytea", "BINARY(4)").arrivesAs("\\x01020304", "01020304").fails("\\x0102030405"),
        asked("date", "VARCHAR")
            .arrives("infinity", "-infinity", "0044-03-15 BC", "10000-01-01", "2011-12-30"),
        asked("time", "VARCHAR").arrives("24:00:00", "00:13:07"),
        asked("timestamp", "VARCHAR")
            .arrives("infinity", "4714-11-24 00:00:00 BC", "294276-12-31 23:59:59.999999")
            .arrives(ClockTraps.TIMES),
        asked("timestamp with time zone", "VARCHAR")
            .arrives("-infinity", "0001-12-31 00:00:00+00 BC")
            .arrivesAs("2018-10-28 03:33:17+03", "2018-10-28 00:33:17+00")
            .arrives(ClockTraps.timesWith("+00")),
        asked("timestamp with time zone", "TIMESTAMP_NTZ")
            .arrivesAs("2018-10-28 03:33:17+03", "2018-10-28 00:33:17")
            .fails("infinity", "10000-01-01 00:00:00+00"),
        asked("timestamptz", "TIMESTAMP_LTZ(6)")
            .arrivesAs("2018-10-28 03:33:17.000001+03", "2018-10-28 00:33:17.000001 +00:00"),
        asked("json", "VARCHAR").arrives("{\"b\": 1,  \"b\": [1.50]}"),
        asked("jsonb", "VARCHAR").arrives("{\"a\": 123456789012345678901234567890.123456789}"),
        asked("char(4)", "VARCHAR(40)").arrivesAs("abc", "abc "),
        asked("varchar(10)", "VARCHAR(100)").arrives("abc"),
        asked("character varying(11)", "STRING").arrives("abc"),
        asked("integer[]", "VARIANT").arrivesAs("{1,NULL}", "[1,null]"),
        asked("timestamp[]", "VARIANT")
            .arrivesAs("{1932-04-01 00:00:00}", "[\"1932-04-01T00:00:00\"]"),
        asked("pair", "VARCHAR").arrives("(1,2)"));
  }
}
