package dev.datamigration.bench.types;

import dev.datamigration.worker.source.postgresql.PostgresqlTypes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** PostgreSQL's data types. */
public final class PostgresqlDataTypes {
  /** What a server needs before these types can be declared. */
  public static final List<String> DEFINITIONS =
      List.of(
          "CREATE TYPE mood AS ENUM ('sad', 'so so', 'happy')",
          "CREATE DOMAIN positive AS numeric(6,2) CHECK (VALUE > 0)",
          "CREATE DOMAIN very_positive AS positive",
          "CREATE TYPE pair AS (a integer, b integer)");

  /** The table. */
  public static final DataTypeTable TABLE =
      new DataTypeTable(
          "PostgreSQL",
          PostgresqlTypes.MAP,
          Stream.of(numbers(), times(), texts(), ofOtherKinds(), PostgresqlAskedTypes.all())
              .flatMap(List::stream)
              .toList(),
          Map.of(),
          Stream.concat(
                  Stream.of(new UnmappedType("pair", "composite types")),
                  Stream.of(
                          "aclitem",
                          "gtsvector",
                          "pg_brin_bloom_summary",
                          "pg_brin_minmax_multi_summary",
                          "pg_dependencies",
                          "pg_mcv_list",
                          "pg_ndistinct",
                          "pg_node_tree",
                          "refcursor",
                          "regclass",
                          "regcollation",
                          "regconfig",
                          "regdictionary",
                          "regnamespace",
                          "regoper",
                          "regoperator",
                          "regproc",
                          "regprocedure",
                          "regrole",
                          "regtype")
                      .map(UnmappedType::of))
              .toList(),
          "A domain is treated as its base type. Types of extensions are refused in the same way.");

  private PostgresqlDataTypes() {}

  static DataType type(String source, String target) {
    return DataType.of(source, target, LiteralForm.TEXT);
  }

  private static List<DataType> numbers() {
    return List.of(
        type("boolean", "BOOLEAN").arrives("true", "false").notInSource("2"),
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
        type("oid", "NUMBER(10,0)").between("0", "4294967295").notInSource("4294967296"),
        type("numeric(38,0)", "NUMBER(38,0)")
            .between(
                "-99999999999999999999999999999999999999", "99999999999999999999999999999999999999")
            .arrives("0", "10000000000000000000000")
            .fails("NaN")
            .notInSource("100000000000000000000000000000000000000", "Infinity", "-Infinity"),
        type("numeric(5,2)", "NUMBER(5,2)")
            .arrives("-999.99", "999.99", "0.00", "0.01", "-0.01", "100.00")
            .arrivesAs("0.005", "0.01")
            .notInSource("999.995", "-1000.00"),
        type("numeric(9,0)", "NUMBER(9,0)").arrives("-999999999", "999999999", "10000"),
        type("numeric(9,9)", "NUMBER(9,9)").arrives("0.000000001", "-0.999999999", "0.999999999"),
        type("numeric(18,4)", "NUMBER(18,4)")
            .arrives("99999999999999.9999", "-99999999999999.9999", "10000.0000", "1.2000"),
        type("numeric(18,0)", "NUMBER(18,0)")
            .arrives("999999999999999999", "-999999999999999999", "-1", "1000000000000"),
        type("numeric(19,0)", "NUMBER(19,0)")
            .arrives("9999999999999999999", "-9999999999999999999", "9223372036854775808"),
        type("numeric(38,37)", "NUMBER(38,37)")
            .arrives(
                "9.9999999999999999999999999999999999999",
                "-9.9999999999999999999999999999999999999",
                "-0.0000000000000000000000000000000000001"),
        type("numeric(38,10)", "NUMBER(38,10)")
            .arrives(
                "9999999999999999999999999999.9999999999",
                "-9999999999999999999999999999.9999999999",
                "-0.0000000001",
                "12.3400000000"),
        type("numeric(3,-2)", "NUMBER(5,0)").arrives("12300", "-99900").arrivesAs("149", "100"),
        type("numeric(2,5)", "NUMBER(5,5)").arrives("0.00012", "-0.00099"),
        type("numeric", "VARCHAR")
            .arrives(
                "1.50",
                "-123456789012345678901234567890123456789012345.00001",
                "NaN",
                "Infinity",
                "-Infinity",
                "1" + "0".repeat(1000)),
        type("numeric(38,38)", "VARCHAR")
            .arrives("0.99999999999999999999999999999999999999")
            .arrives("-0.00000000000000000000000000000000000001"),
        type("numeric(39,0)", "VARCHAR")
            .arrives(
                "999999999999999999999999999999999999999",
                "-999999999999999999999999999999999999999"),
        type("numeric(40,2)", "VARCHAR").arrives("12345678901234567890123456789012345678.90"),
        type("real", "FLOAT")
            .between(
                "-3.4028235e38", "-3.4028234663852886E38",
                "3.4028235e38", "3.4028234663852886E38")
            .arrives("NaN", "Infinity", "-Infinity")
            .arrivesAs("0.1", "0.10000000149011612")
            .arrivesAs("1e-45", "1.401298464324817E-45")
            .arrivesAs("-0", "-0.0")
            .notInSource("3.5e38", "1e-46"),
        type("double precision", "FLOAT")
            .between(
                "-1.7976931348623157e308", "-1.7976931348623157E308",
                "1.7976931348623157e308", "1.7976931348623157E308")
            .arrives("NaN", "Infinity", "-Infinity", "0.1")
            .arrivesAs("5e-324", "4.9E-324")
            .arrivesAs("-0", "-0.0")
            .notInSource("1.8e308", "1e-324"),
        type("money", "NUMBER(19,2)")
            .between("-92233720368547758.08", "92233720368547758.07")
            .arrives("0.01", "-0.01", "0.00")
            .notInSource("-92233720368547758.09", "92233720368547758.08"));
  }

  private static List<DataType> times() {
    return List.of(
        type("date", "DATE")
            .between("0001-01-01", "9999-12-31")
            .arrives(ClockTraps.JULIAN_DAYS)
            .arrives("1900-02-28", "2024-02-29")
            .arrives("1969-12-31", "1970-01-01")
            .arrives(ClockTraps.DAYS)
            .fails("0001-12-31 BC", "10000-01-01", "4714-11-24 BC", "5874897-12-31")
            .fails("infinity", "-infinity")
            .notInSource("4714-11-23 BC", "5874898-01-01", "2023-02-29"),
        type("time", "TIME(6)")
            .between("00:00:00", "23:59:59.999999")
            .arrives("00:00:00.000001", "12:34:56.7")
            .arrives(ClockTraps.TIMES_OF_DAY)
            .fails("24:00:00", "23:59:59.9999999")
            .notInSource("-00:00:01", "24:00:01"),
        type("time(3)", "TIME(6)").arrives("23:59:59.999", "00:00:00.001"),
        type("time with time zone", "VARCHAR")
            .between("00:00:00+15:59:59", "24:00:00-15:59:59")
            .arrives("12:00:00+05:30", "02:30:00.000001-03")
            .notInSource("00:00:00+16:00", "24:00:01+00"),
        type("timestamp", "TIMESTAMP_NTZ(6)")
            .between("0001-01-01 00:00:00", "9999-12-31 23:59:59.999999")
            .arrives("1969-12-31 23:59:59.999999", "1970-01-01 00:00:00")
            .arrives(ClockTraps.julianDaysWith(" 00:00:00"))
            .arrives(ClockTraps.TIMES)
            .fails("0001-12-31 23:59:59.999999 BC", "10000-01-01 00:00:00")
            .fails("4714-11-24 00:00:00 BC", "294276-12-31 23:59:59.999999")
            .fails("infinity", "-infinity")
            .notInSource("4714-11-23 23:59:59 BC", "294277-01-01 00:00:00"),
        type("timestamp(3)", "TIMESTAMP_NTZ(6)").arrives("2018-10-28 01:33:17.456"),
        type("timestamp with time zone", "TIMESTAMP_TZ(6)")
            .between(
                "0001-01-01 00:00:00+00", "0001-01-01 00:00:00 +00:00",
                "9999-12-31 23:59:59.999999+00", "9999-12-31 23:59:59.999999 +00:00")
            .arrivesAs("1969-12-31 23:59:59.999999+00", "1969-12-31 23:59:59.999999 +00:00")
            .arrivesAs("2024-03-31 02:30:00+05:45", "2024-03-30 20:45:00 +00:00")
            .arrivesAs("2018-10-28 03:33:17+03", "2018-10-28 00:33:17 +00:00")
            .arrivesAs("2018-10-28 03:33:17+02", "2018-10-28 01:33:17 +00:00")
            .instants()
            .fails("0001-01-01 00:00:00+00:01", "9999-12-31 23:59:59.999999-00:01")
            .fails("infinity", "-infinity")
            .notInSource("4714-11-23 23:59:59+00 BC", "294277-01-01 00:00:00+00"),
        type("interval", "VARCHAR")
            .between("-178000000 years", "178000000 years")
            .arrives("1 year 2 mons -3 days +04:05:06.789", "00:00:00", "-00:00:00.000001")
            .notInSource("180000000 years"));
  }

  private static List<DataType> texts() {
    return List.of(
        type("char(5)", "VARCHAR(5)")
            .arrivesAs("ab", "ab   ")
            .arrivesAs("", "     ")
            .arrivesAs("Ü😀", "Ü😀   ")
            .arrives("abcde")
            .notInSource("abcdef"),
        type("varchar(10)", "VARCHAR(10)")
            .arrives("", "  x  ", "Ünïcödé😀", "😀😀😀😀😀😀😀😀😀😀")
            .notInSource("abcdefghijk"),
        type("varchar(10485760)", "VARCHAR(10485760)").arrives("x"),
        type("varchar", "VARCHAR").arrives("x", ""),
        type("text", "VARCHAR")
            .arrives("", "\\N", "日本語😀", "a\nb\r\tc\"'", "NULL", "é", "\u0001\u007f\uffff")
            .arrives("x".repeat(100_000)),
        DataType.of("text", "VARCHAR", LiteralForm.PLAIN)
            .arrivesAs("repeat('é', 3)", "ééé")
            .fails("repeat('x', 16777217)", "repeat('é', 8388609)"),
        type("name", "VARCHAR").arrives("pg_class", "é".repeat(31) + "x"),
        type("\"char\"", "VARCHAR").arrives("x", "", "\\377"),
        type("bytea", "BINARY")
            .arrivesAs("\\x", "")
            .arrivesAs("\\x00ff10", "00FF10")
            .notInSource("\\x0"),
        DataType.of("bytea", "BINARY", LiteralForm.PLAIN)
            .arrivesAs("repeat('x', 3)::bytea", "787878")
            .fails("repeat('x', 8388609)::bytea"),
        type("uuid", "VARCHAR(36)")
            .between("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff")
            .arrives("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
            .notInSource("6ba7b810-9dad-11d1-80b4-00c04fd430c"),
        type("json", "VARIANT")
            .arrivesAs("{\"a\": [1, 2.50, null],  \"b\": 1}", "{\"a\":[1,2.5,null],\"b\":1}")
            .arrives("null", "true", "\"\"", "{}", "[]", "\"ü😀\"")
            .arrives("[12345678901234567890123456789012345678]")
            .arrives("[\"123456789012345678901234567890123456789\"]")
            .fails("[0.123456789012345678901234567890123456789]", "{\"a\": 1, \"a\": 2}")
            .fails("[\"\\ud800\"]")
            .notInSource("{", "NaN"),
        type("jsonb", "VARIANT")
            .arrivesAs("{\"b\": 1,  \"a\": [1, 2.50, null]}", "{\"a\":[1,2.5,null],\"b\":1}")
            .arrives("null", "\"ü😀\"", "[12345678901234567890123456789012345678]")
            .fails("{\"a\": 123456789012345678901234567890.123456789}")
            .notInSource("[\"\\ud800\"]"),
        type("xml", "VARCHAR").arrives("<a>ü</a>", "a<b/>c", "").notInSource("<a>"));
  }

  private static List<DataType> ofOtherKinds() {
    return List.of(
        type("bit(5)", "VARCHAR").arrives("10110", "00000").notInSource("1011", "2"),
        type("bit varying", "VARCHAR").arrives("", "101"),
        type("inet", "VARCHAR")
            .between("0.0.0.0/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
            .arrives("192.168.0.1/24", "::1", "10.1.2.3")
            .notInSource("256.0.0.0"),
        type("cidr", "VARCHAR").arrives("10.0.0.0/8", "::/0").notInSource("10.0.0.1/8"),
        type("macaddr", "VARCHAR").between("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"),
        type("macaddr8", "VARCHAR").between("00:00:00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff:ff:ff"),
        type("point", "VARCHAR").arrives("(0.1,-2)", "(Infinity,NaN)", "(5e-324,1e+300)"),
        type("line", "VARCHAR").arrives("{1,2,3}"),
        type("lseg", "VARCHAR").arrives("[(0,0),(1,1)]"),
        type("box", "VARCHAR").arrives("(1,1),(0,0)"),
        type("path", "VARCHAR").arrives("((0,0),(1,1))", "[(0,0),(1,1)]"),
        type("polygon", "VARCHAR").arrives("((0,0),(1,1))"),
        type("circle", "VARCHAR").arrives("<(0,0),0.1>"),
        type("tsvector", "VARCHAR").arrivesAs("a fat cat", "'a' 'cat' 'fat'").arrives("'a':1A,2"),
        type("tsquery", "VARCHAR").arrivesAs("fat & !cat", "'fat' & !'cat'"),
        type("int4range", "VARCHAR").arrives("[1,5)", "empty", "(,)"),
        type("int8range", "VARCHAR").arrives("[1,)", "[-9223372036854775808,9223372036854775807)"),
        type("numrange", "VARCHAR").arrives("(0.5,2]"),
        type("daterange", "VARCHAR").arrives("[2024-01-01,2024-02-01)", "[1932-04-01,infinity)"),
        type("tsrange", "VARCHAR")
            .arrives("[\"1932-04-01 00:00:00\",\"2011-12-30 12:00:00\")", "(,infinity]"),
        type("tstzrange", "VARCHAR")
            .arrivesAs("[2018-10-28 03:33:17+03,)", "[\"2018-10-28 00:33:17+00\",)"),
        type("int4multirange", "VARCHAR").arrives("{[1,3),[5,7)}", "{}"),
        type("int8multirange", "VARCHAR").arrives("{[1,3)}"),
        type("nummultirange", "VARCHAR").arrives("{[0.5,1.50]}"),
        type("datemultirange", "VARCHAR").arrives("{[2011-12-30,2011-12-31)}"),
        type("tsmultirange", "VARCHAR").arrives("{[\"1932-04-01 00:00:00\",)}"),
        type("tstzmultirange", "VARCHAR").arrives("{[\"2018-10-28 00:33:17+00\",)}"),
        type("jsonpath", "VARCHAR").arrives("$.\"a\"[*]"),
        type("pg_lsn", "VARCHAR").between("0/0", "FFFFFFFF/FFFFFFFF"),
        type("xid", "VARCHAR").between("0", "4294967295"),
        type("xid8", "VARCHAR").between("0", "18446744073709551615"),
        type("cid", "VARCHAR").between("0", "4294967295"),
        type("tid", "VARCHAR").between("(0,0)", "(4294967295,65535)"),
        type("pg_snapshot", "VARCHAR").arrives("10:20:10,14,15"),
        type("txid_snapshot", "VARCHAR").arrives("10:20:10,14,15"),
        type("mood", "VARCHAR").arrives("sad", "so so", "happy").notInSource("glad"),
        type("very_positive", "NUMBER(6,2)").arrives("0.01", "9999.99").notInSource("0", "10000"),
        type("integer[]", "VARCHAR").arrives("{}", "{1,NULL,3}", "{{1,2},{3,4}}", "[2:3]={1,2}"),
        type("text[]", "VARCHAR").arrives("{a,\"b c\",NULL,\"NULL\",\"\"}"),
        type("timestamptz[]", "VARCHAR")
            .arrivesAs("{2018-10-28 03:33:17+03}", "{\"2018-10-28 00:33:17+00\"}"));
  }
}
